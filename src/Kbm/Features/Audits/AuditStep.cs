using Kbm.Data;
using Kbm.Features.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Audits;

public enum AuditStepKind { Started, Paused, Resumed, Finished, Reopened, Applied, Cancelled }

/// <summary>Who did what with an audit as a whole, and when.</summary>
public sealed class AuditStep
{
    private AuditStep()
    {
    }

    internal AuditStep(AuditStepKind kind, Actor by, DateTime at) => (Kind, UserId, UserName, At) = (kind, by.UserId, by.Name, at);

    public long Id { get; private init; }
    public long AuditId { get; private init; }
    public AuditStepKind Kind { get; private init; }
    public DateTime At { get; private init; }
    public long UserId { get; private init; }
    public string UserName { get; private init; } = "";
}

internal sealed class AuditStepConfiguration : IEntityTypeConfiguration<AuditStep>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<AuditStep> builder)
    {
        builder.ToTable("AuditSteps");
        builder.Property(s => s.UserName).HasMaxLength(User.NameLength);
        builder.HasIndex(s => s.AuditId);
    }
}
