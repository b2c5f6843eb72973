using Kbm.Data;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Accounts;

/// <summary>Checks an email and a PIN for a company. The answer never tells which of the two was wrong.</summary>
internal sealed class SignInWithPin(
    Store<CatalogDb> catalog, IPasswordHasher<User> hasher, ILookupNormalizer normalizer, UnknownEmails unknown, TimeProvider clock, IHostEnvironment environment)
{
    private static readonly Refusal s_wrong = new("wrong_sign_in", "That email and PIN do not match.", "pin", 401);

    public async Task<Outcome<SignedInUser>> Run(Guid tenant, string? email, string? pin)
    {
        if (string.IsNullOrWhiteSpace(email)) return Refusal.Invalid("email", "Enter your email.");
        if (string.IsNullOrWhiteSpace(pin)) return Refusal.Invalid("pin", "Enter your PIN.");
        if (email.Length > User.EmailLength || pin.Length > PinRules.Longest) return s_wrong;
        var name = normalizer.NormalizeEmail(Checks.Line(email));
        var now = clock.GetUtcNow().UtcDateTime;
        var (user, locked) = await CountTry(tenant, name, now);
        if (user is null) locked = unknown.CountTry(tenant, name, now);
        if (locked is { } until) return Locked(until - now);
        if (user?.PinHash is null)
        {
            hasher.HashPassword(null!, pin);
            return s_wrong;
        }
        if (hasher.VerifyHashedPassword(user, user.PinHash, pin) == PasswordVerificationResult.Failed || !user.IsActive) return s_wrong;
        if (user.IsDemo && environment.IsProduction())
            return new Refusal("demo_in_production", "The demo sign-ins are switched off in production.", "email", 403);
        await catalog.Write(async db => (await db.Users.SingleAsync(u => u.Id == user.Id)).SignedIn(now));
        return SignedInUser.Of(user);
    }

    /// <returns>The user, and until when the account was already locked before this try.</returns>
    private Task<(User?, DateTime?)> CountTry(Guid tenant, string name, DateTime now) => catalog.Write<(User?, DateTime?)>(async db =>
    {
        // Counting locks the row on PostgreSQL, so that tries at once are counted one after the other.
        await db.Users.Where(u => u.TenantId == tenant && u.NormalizedEmail == name)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, u => u.SecurityStamp));
        var user = await db.Users.SingleOrDefaultAsync(u => u.TenantId == tenant && u.NormalizedEmail == name);
        if (user is null) return (null, null);
        if (user.IsLockedAt(now)) return (user, user.LockedUntil);
        user.CountTry(now);
        return (user, null);
    });

    private static Refusal Locked(TimeSpan left)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(left.TotalMinutes));
        var wait = minutes == 1 ? "a minute" : minutes < 120 ? $"{minutes} minutes" : $"{minutes / 60} hours";
        return new("locked", $"Too many wrong PINs. Try again in {wait}, or ask an admin for a new PIN.", "pin", 429);
    }
}
