using System.CommandLine;
using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Imports;
using Kbm.Features.Runs;
using Kbm.Features.Secrets;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Commands;

/// <summary><c>kbm import FILE --tenant SLUG</c>: takes a sheet into a company, by the same engine that the page has.</summary>
internal static class ImportCommand
{
    private const int MostProblems = 20;
    private static readonly Argument<FileInfo> s_file = new("file") { Description = "A CSV, XLSX or XLS file." };
    private static readonly Option<string> s_tenant = new("--tenant") { Description = "The company's subdomain.", Required = true };
    private static readonly Option<ImportKind?> s_kind = new("--kind") { Description = "What the rows are; without it KBM finds that out." };
    private static readonly Option<bool> s_update = new("--update") { Description = "Changes what is there already to what the sheet says." };
    private static readonly Option<bool> s_create = new("--create-places") { Description = "Makes properties and units that the company does not have." };
    private static readonly Option<bool> s_good = new("--good-rows") { Description = "Takes in the good rows when others have a problem." };
    private static readonly Option<bool> s_dry = new("--dry-run") { Description = "Only says what would become of the rows." };

    public static Command Create()
    {
        var command = new Command("import", "Takes a sheet of keys, lockboxes, properties or people into a company.") { s_file, s_tenant, s_kind, s_update, s_create, s_good, s_dry };
        command.SetAction((parsed, _) => Run(parsed));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(s_file);
        if (!file.Exists) return await CommandLine.Refuse([Refusal.NotFound($"There is no file {file.FullName}.")]);
        await using var work = await Workplace.Open(parsed.GetRequiredValue(CommandLine.Data));
        var slug = Tenant.SlugOf(parsed.GetRequiredValue(s_tenant));
        if (await work.FindTenant(slug) is not { } tenant) return await CommandLine.Refuse([TenantCommand.NoSuch(slug)]);
        await using var scope = await work.For(tenant);
        var received = await scope.ServiceProvider.GetRequiredService<ReceiveSheet>().Run(Actor.CommandLine, file.OpenRead(), file.Name, $"cli:{Guid.NewGuid():N}", parsed.GetValue(s_kind));
        if (received.IsRefused) return await CommandLine.Refuse(received.Refusals);
        var judged = await Judge(scope.ServiceProvider, received.Value, parsed);
        if (judged.IsRefused) return await CommandLine.Refuse(judged.Refusals);
        await Print(scope.ServiceProvider, judged.Value);
        return parsed.GetValue(s_dry) ? await Forget(scope.ServiceProvider, judged.Value) : await TakeIn(scope.ServiceProvider, judged.Value, parsed.GetValue(s_good));
    }

    private static async Task<Outcome<Import>> Judge(IServiceProvider services, Import import, ParseResult parsed)
    {
        var map = import.Map with { Mode = parsed.GetValue(s_update) ? ImportMode.CreateAndUpdate : ImportMode.CreateOnly };
        var matched = await services.GetRequiredService<DecideImport>().Match(Actor.CommandLine, import.Id, map, parsed.GetValue(s_create));
        return matched is { IsRefused: false, Value.Judging: not null } ? await services.GetRequiredService<ReviewImport>().Finish(import.Id) : matched;
    }

    private static async Task Print(IServiceProvider services, Import import)
    {
        Console.WriteLine($"{import.FileName}: {KindWords.Of(import.Map.Kind).Many}; {import.Review.Words()}.");
        var rows = await services.GetRequiredService<Store<TenantDb>>().Read(async db => await ImportRows.Page(db, await services.GetRequiredService<CurrentVault>().Open(), import, Verdict.Wrong, fromSender: true, 1, MostProblems));
        foreach (var row in rows.Rows) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  row {row.Row}: {string.Join(" ", row.Problems.Select(ImportRows.Words))}"));
        if (rows.Total > rows.Rows.Count) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {rows.Total - rows.Rows.Count:#,0} more; the page of the import has them all."));
    }

    private static async Task<int> Forget(IServiceProvider services, Import import)
    {
        await services.GetRequiredService<ReceiveSheet>().Discard(import.Id);
        return 0;
    }

    private static async Task<int> TakeIn(IServiceProvider services, Import import, bool goodRows)
    {
        var started = await services.GetRequiredService<StartImport>().Run(Actor.CommandLine, import.Id, version: null, goodRows);
        if (started.IsRefused)
        {
            await Forget(services, import);
            return await CommandLine.Refuse(started.Refusals);
        }
        while (await services.GetRequiredService<WorkOnRuns>().Next()) { }
        var run = await services.GetRequiredService<Store<TenantDb>>().Read(db => db.Runs.FirstAsync(r => r.Id == started.Value.Id));
        Console.WriteLine($"Taken in: {RunSummary.Counts(run)}.");
        return 0;
    }
}
