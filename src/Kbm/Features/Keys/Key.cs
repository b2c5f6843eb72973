using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Keys;

/// <summary>A key with one or more identical copies. It may be under one master; masters nest.</summary>
public sealed class Key : Item
{
    private Key()
    {
    }

    public Key(string code, DateTime createdAt, KeyFacts facts) : base(code, createdAt, facts.Item) => MasterKey = facts.Master;

    public long? MasterKeyId { get; private set; }
    public Key? MasterKey { get; private set; }
    public List<Key> KeysBelow { get; private init; } = [];

    public void Edit(KeyFacts facts)
    {
        Edit(facts.Item);
        MoveUnder(facts.Master);
    }

    public void MoveUnder(Key? master) => MasterKey = master;
}

internal sealed class KeyConfiguration : IEntityTypeConfiguration<Key>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Key> builder)
    {
        builder.HasIndex(k => new { k.MasterKeyId, k.Type });
        builder.HasOne(k => k.MasterKey).WithMany(k => k.KeysBelow).HasForeignKey(k => k.MasterKeyId).OnDelete(DeleteBehavior.Restrict);
    }
}
