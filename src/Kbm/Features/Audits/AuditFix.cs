using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Audits;

/// <summary>What an audit has corrected of an item. There is one for an item and audit, so nothing is applied twice.</summary>
public sealed class AuditFix
{
    public const int WhatLength = 400;

    public required long AuditId { get; init; }
    public required long ItemId { get; init; }
    public required DateTime At { get; init; }
    public required long UserId { get; init; }
    public required string UserName { get; init; }

    /// <summary>"copies from 3 to 2", "retired".</summary>
    public required string What { get; init; }
}

internal sealed class AuditFixConfiguration : IEntityTypeConfiguration<AuditFix>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<AuditFix> builder)
    {
        builder.ToTable("AuditFixes");
        builder.HasKey(f => new { f.AuditId, f.ItemId });
        builder.Property(f => f.UserName).HasMaxLength(User.NameLength);
        builder.Property(f => f.What).HasMaxLength(AuditFix.WhatLength);
        builder.HasOne<Audit>().WithMany().HasForeignKey(f => f.AuditId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Item>().WithMany().HasForeignKey(f => f.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}
