using System.Text.RegularExpressions;
using Kbm.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Tenancy;

/// <summary>A customer company of the deployment: a subdomain, a database, its users.</summary>
public sealed partial class Tenant
{
    public const int NameLength = 120;
    private static readonly HashSet<string> s_reserved =
    [
        "www", "app", "api", "admin", "platform", "operator", "root", "mail", "smtp", "ftp", "ns", "cdn", "static", "assets",
        "status", "help", "support", "docs", "blog", "kbm", "health", "login", "signin", "sign-in", "localhost", "catalog",
    ];

    public Guid Id { get; private init; }
    public string Slug { get; private init; } = "";
    public string Name { get; internal set; } = "";
    public DateTime CreatedAt { get; private init; }
    public DateTime? SuspendedAt { get; private set; }

    /// <summary>The newest migration its database has; empty until the database is made.</summary>
    public string SchemaVersion { get; private set; } = "";

    /// <summary>Why it is out of service, when its database could not be brought up to date.</summary>
    public string? Fault { get; private set; }

    public bool IsServed => SuspendedAt is null && Fault is null && SchemaVersion != "";

    public static Outcome<Tenant> Create(string slug, string name, DateTime now)
    {
        slug = SlugOf(slug);
        name = name.Trim();
        if (!SlugPattern().IsMatch(slug))
            return Refusal.Invalid("slug", "A company's address is 2 to 40 letters, digits and inner hyphens, such as lakeside-homes.");
        if (s_reserved.Contains(slug))
            return Refusal.Invalid("slug", $"The address {slug} is reserved; choose another one.");
        if (name.Length is 0 or > NameLength)
            return Refusal.Invalid("name", $"A company's name is 1 to {NameLength} characters long.");
        return new Tenant { Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)), Slug = slug, Name = name, CreatedAt = now };
    }

    /// <summary>A slug as it is kept, of one as people type it.</summary>
    public static string SlugOf(string typed) => typed.Trim().ToLowerInvariant();

    public void Suspend(DateTime now) => SuspendedAt ??= now;

    public void Resume() => SuspendedAt = null;

    public void BroughtTo(string schemaVersion) => (SchemaVersion, Fault) = (schemaVersion, null);

    public void TakeOutOfService(string reason) => Fault = reason.Length > 500 ? reason[..500] : reason;

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SlugPattern();
}

internal sealed class TenantConfiguration : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> builder)
    {
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Slug).HasMaxLength(40);
        builder.Property(t => t.Name).HasMaxLength(Tenant.NameLength);
        builder.Property(t => t.SchemaVersion).HasMaxLength(150);
        builder.Property(t => t.Fault).HasMaxLength(500);
        builder.HasIndex(t => t.Slug).IsUnique();
    }
}
