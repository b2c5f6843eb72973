using System.CommandLine;
using System.Globalization;
using Kbm.Data;
using Kbm.Features.Tenancy;
using Kbm.Features.Tenancy.Moving;

namespace Kbm.Commands;

/// <summary><c>kbm tenant export SLUG FILE</c> and <c>kbm tenant import FILE</c>: a company's whole data, out of one deployment and into another.</summary>
internal static class MoveCommand
{
    private static readonly Argument<string> s_company = new("slug") { Description = "The company's subdomain." };
    private static readonly Argument<FileInfo> s_file = new("file") { Description = "The company's file, a zip." };
    private static readonly Option<bool> s_withSecrets = new("--with-secrets") { Description = "With the codes, under a passphrase; without this, the file has no codes and not who has seen them." };
    private static readonly Option<FileInfo?> s_passphrase = new("--passphrase-file") { Description = "A file whose first line is the passphrase." };
    private static readonly Option<string?> s_slug = new("--slug") { Description = "Another address than the company had." };

    public static Command Exporting()
    {
        var command = new Command("export", "Writes a company's whole data into a file.") { s_company, s_file, s_withSecrets, s_passphrase };
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(s_withSecrets) != parsed.GetValue(s_passphrase) is not null)
                return await CommandLine.Refuse([Refusal.Invalid("passphrase", "Give --with-secrets and --passphrase-file together, or neither.")]);
            await using var work = await Workplace.Open(parsed.GetRequiredValue(CommandLine.Data));
            var slug = Tenant.SlugOf(parsed.GetRequiredValue(s_company));
            if (await work.FindTenant(slug) is not { } tenant) return await CommandLine.Refuse([TenantCommand.NoSuch(slug)]);
            return await Export(work.Get<ExportCompany>(), tenant, parsed.GetRequiredValue(s_file), await Passphrase(parsed));
        });
        return command;
    }

    public static Command Importing()
    {
        var command = new Command("import", "Makes a company of a file that kbm tenant export wrote.") { s_file, s_slug, s_passphrase };
        command.SetAction(async (parsed, _) =>
        {
            await using var work = await Workplace.Open(parsed.GetRequiredValue(CommandLine.Data));
            await using var file = parsed.GetRequiredValue(s_file).OpenRead();
            var done = await work.Get<ImportCompany>().Run(file, parsed.GetValue(s_slug), await Passphrase(parsed));
            if (done.IsRefused) return await CommandLine.Refuse(done.Refusals);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Brought {done.Value.Slug} here: {done.Value.Rows:#,0} rows. PINs do not move; admins have new ones and give them to the others:"));
            foreach (var (email, pin) in done.Value.Pins) Console.WriteLine($"  {email}  PIN: {pin}");
            return 0;
        });
        return command;
    }

    /// <summary>Nothing stands under the name until all of it is written.</summary>
    private static async Task<int> Export(ExportCompany export, Tenant tenant, FileInfo target, string? passphrase)
    {
        if (target.Exists) return await CommandLine.Refuse([Refusal.Conflict("file_exists", $"There is a file {target.FullName} already.")]);
        var beside = target.FullName + ".part";
        try
        {
            Outcome<long> done;
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(beside, options)) done = await export.Run(tenant, file, passphrase);
            if (done.IsRefused) return await CommandLine.Refuse(done.Refusals);
            File.Move(beside, target.FullName);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Wrote {done.Value:#,0} rows of {tenant.Slug} to {target.FullName}{(passphrase is null ? ", without codes" : "")}."));
            return 0;
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static async Task<string?> Passphrase(ParseResult parsed) =>
        parsed.GetValue(s_passphrase) is { } file ? (await File.ReadAllLinesAsync(file.FullName)).FirstOrDefault()?.Trim() ?? "" : null;
}
