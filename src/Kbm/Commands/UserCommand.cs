using System.CommandLine;
using Kbm.Features.Accounts;
using Kbm.Features.Tenancy;

namespace Kbm.Commands;

/// <summary><c>kbm user create SLUG --email … --name … --role … [--pin …]</c>. Without a PIN it makes one and prints it once.</summary>
internal static class UserCommand
{
    private static readonly Argument<string> s_company = new("slug") { Description = "The company's subdomain." };
    private static readonly Option<string> s_email = new("--email") { Description = "What the user signs in with.", Required = true };
    private static readonly Option<string> s_name = new("--name") { Description = "The user's name.", Required = true };
    private static readonly Option<Role> s_role = new("--role") { Description = "Admin, Staff or User.", DefaultValueFactory = _ => Role.Staff };
    private static readonly Option<string?> s_pin = new("--pin") { Description = "The first PIN; without it one is made and printed." };

    public static Command Create()
    {
        var create = new Command("create", "Adds a user to a company.") { s_company, s_email, s_name, s_role, s_pin };
        create.SetAction((parsed, _) => Add(parsed));
        return new Command("user", "Adds users.") { create };
    }

    private static async Task<int> Add(ParseResult parsed)
    {
        await using var work = await Workplace.Open(parsed.GetRequiredValue(CommandLine.Data));
        var slug = Tenant.SlugOf(parsed.GetRequiredValue(s_company));
        if (await work.FindTenant(slug) is not { } tenant) return await CommandLine.Refuse([TenantCommand.NoSuch(slug)]);
        await using var scope = await work.For(tenant);
        var pin = parsed.GetValue(s_pin) ?? PinRules.Make();
        var added = await scope.ServiceProvider.GetRequiredService<SaveUser>().Add(Actor.CommandLine, new()
        {
            Email = parsed.GetRequiredValue(s_email),
            Name = parsed.GetRequiredValue(s_name),
            Role = parsed.GetValue(s_role).ToString(),
            Pin = pin,
        });
        if (added.IsRefused) return await CommandLine.Refuse(added.Refusals);
        Console.WriteLine($"Added {added.Value.Name} ({added.Value.Role}) to {slug}.{(parsed.GetValue(s_pin) is null ? $" PIN: {pin}" : "")}");
        return 0;
    }
}
