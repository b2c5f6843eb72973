using Kbm.Data;
using Kbm.Features.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Accounts;

/// <summary>
/// What was done to an account, written with the change itself and kept until the company's own record has it. Accounts are in
/// the catalog and the record is in the company's database, so no one transaction holds both.
/// </summary>
public sealed class AccountDeed
{
    public long Id { get; private init; }
    public required Guid TenantId { get; init; }

    /// <summary>Whose account it is.</summary>
    public long UserId { get; init; }
    public User? User { get; private init; }
    public required DateTime At { get; init; }
    public required long ById { get; init; }
    public required string ByName { get; init; }
    public required ActivityVerb Verb { get; init; }
    public required string Sentence { get; init; }

    public static AccountDeed Of(Guid tenant, Actor by, DateTime at, ActivityVerb verb, string sentence, long user = 0) => new()
    {
        TenantId = tenant,
        UserId = user,
        At = at,
        ById = by.UserId,
        ByName = by.Name,
        Verb = verb,
        Sentence = sentence,
    };
}

internal sealed class AccountDeedConfiguration : IEntityTypeConfiguration<AccountDeed>
{
    public void Configure(EntityTypeBuilder<AccountDeed> builder)
    {
        builder.Property(d => d.ByName).HasMaxLength(User.NameLength);
        builder.Property(d => d.Sentence).HasMaxLength(ActivityEntry.SentenceLength);
        builder.HasIndex(d => d.TenantId);
        builder.HasOne(d => d.User).WithMany(u => u.Deeds).HasForeignKey(d => d.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
