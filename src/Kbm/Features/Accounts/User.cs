using System.Security.Cryptography;
using Kbm.Features.Activity;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Accounts;

public enum Role { User, Staff, Admin }

/// <summary>A person who signs in to one company.</summary>
public sealed class User
{
    public const int NameLength = 100;
    public const int EmailLength = 254;
    private const int FreeTries = 4;
    private static readonly TimeSpan s_longestLock = TimeSpan.FromHours(12);

    private User()
    {
    }

    public User(Guid tenantId, string name, string email, Role role, DateTime createdAt) =>
        (TenantId, Name, Email, Role, CreatedAt) = (tenantId, name, email, role, createdAt);

    public long Id { get; private init; }
    public Guid TenantId { get; private init; }
    public Tenant? Tenant { get; private init; }
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";
    public string NormalizedEmail { get; internal set; } = "";
    public Role Role { get; private set; }

    /// <summary>The hash of the peppered PIN, as Identity's hasher writes it.</summary>
    public string? PinHash { get; internal set; }

    /// <summary>Changes whenever what the user may do or how they sign in changes; a cookie with another stamp is refused.</summary>
    public string SecurityStamp { get; internal set; } = "";
    public int FailedSignIns { get; private set; }
    public DateTime? LockedUntil { get; private set; }
    public DateTime? DeactivatedAt { get; private set; }
    public DateTime? LastSignInAt { get; private set; }
    public DateTime CreatedAt { get; private init; }

    /// <summary>What was done to this account and has not reached the company's record yet.</summary>
    public List<AccountDeed> Deeds { get; private init; } = [];

    /// <summary>Made by <c>kbm demo</c> with a published PIN; may not sign in in production.</summary>
    public bool IsDemo { get; init; }

    public bool IsActive => DeactivatedAt is null;

    /// <summary>Keeps what was done, to be saved with the change itself.</summary>
    internal void Note(Actor by, DateTime at, ActivityVerb verb, string sentence) => Deeds.Add(AccountDeed.Of(TenantId, by, at, verb, sentence));

    public bool IsLockedAt(DateTime now) => LockedUntil > now;

    /// <summary>
    /// Counts a try before its PIN is looked at, so that many at once cannot share one count. From the fifth on the account is
    /// locked for a minute, then twice as long after each further failure, at most twelve hours.
    /// </summary>
    public void CountTry(DateTime now)
    {
        FailedSignIns++;
        LockedUntil = LockAfter(FailedSignIns, now) ?? LockedUntil;
    }

    /// <summary>Until when so many tries in a row lock an account.</summary>
    public static DateTime? LockAfter(int tries, DateTime now)
    {
        if (tries <= FreeTries) return null;
        var minutes = Math.Pow(2, Math.Min(tries - FreeTries - 1, 20));
        return now + TimeSpan.FromMinutes(Math.Min(minutes, s_longestLock.TotalMinutes));
    }

    public void SignedIn(DateTime now) => (FailedSignIns, LockedUntil, LastSignInAt) = (0, null, now);

    /// <summary>Another email or role ends every sign-in.</summary>
    internal void Edit(string name, string email, string normalizedEmail, Role role)
    {
        if (NormalizedEmail != normalizedEmail || Role != role) EndSessions();
        (Name, Email, NormalizedEmail, Role) = (name, email, normalizedEmail, role);
    }

    /// <summary>Replaces the PIN, unlocks the account and ends every sign-in.</summary>
    internal void GivePin(string hash)
    {
        (PinHash, FailedSignIns, LockedUntil) = (hash, 0, null);
        EndSessions();
    }

    /// <summary>Ends every sign-in by cookie; API tokens have a life of their own.</summary>
    public void EndSessions() => SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public void Deactivate(DateTime now)
    {
        DeactivatedAt ??= now;
        EndSessions();
    }

    public void Reactivate()
    {
        DeactivatedAt = null;
        EndSessions();
    }
}

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.Property(u => u.Name).HasMaxLength(User.NameLength);
        builder.Property(u => u.Email).HasMaxLength(User.EmailLength);
        builder.Property(u => u.NormalizedEmail).HasMaxLength(User.EmailLength);
        builder.Property(u => u.PinHash).HasMaxLength(200);
        builder.Property(u => u.SecurityStamp).HasMaxLength(64);
        builder.HasIndex(u => new { u.TenantId, u.NormalizedEmail }).IsUnique();
        builder.HasOne(u => u.Tenant).WithMany().HasForeignKey(u => u.TenantId).OnDelete(DeleteBehavior.Cascade);
    }
}
