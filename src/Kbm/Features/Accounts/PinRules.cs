using System.Globalization;
using System.Security.Cryptography;
using Kbm.Features.Settings;
using Kbm.Features.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace Kbm.Features.Accounts;

/// <summary>What a PIN must be: digits, long enough for the company, and not one of the first that anybody would try.</summary>
internal sealed class PinRules(CurrentTenant tenant) : IPasswordValidator<User>
{
    public const int Longest = 12;
    public const int Shortest = 6;

    public async Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var least = tenant.IsSet ? (await tenant.Store.CompanySettings()).PinLength : Shortest;
        return Fault(password ?? "", least) is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = "pin", Description = fault })
            : IdentityResult.Success;
    }

    /// <summary>One that nobody has yet and every company takes.</summary>
    public static string Make()
    {
        while (true)
        {
            var pin = RandomNumberGenerator.GetInt32(1_000_000, 100_000_000).ToString("00000000", CultureInfo.InvariantCulture);
            if (Fault(pin, Shortest) is null) return pin;
        }
    }

    public static string? Fault(string pin, int least)
    {
        if (pin.Length < least || pin.Length > Longest || !pin.All(char.IsAsciiDigit)) return $"A PIN is {least} to {Longest} digits.";
        var steps = pin.Zip(pin.Skip(1), (a, b) => (b - a + 10) % 10).Distinct().ToList();
        return steps is [0 or 1 or 9] || pin.Distinct().Count() < 3 ? "That PIN is too easy to guess; avoid runs and repeated digits." : null;
    }
}

internal static class PinChecks
{
    /// <summary>What the company's rules say against a PIN, or null.</summary>
    public static async Task<string?> FaultOf(this UserManager<User> users, string pin)
    {
        foreach (var rule in users.PasswordValidators)
            if (await rule.ValidateAsync(users, null!, pin) is { Succeeded: false } refused) return refused.Errors.First().Description;
        return null;
    }
}
