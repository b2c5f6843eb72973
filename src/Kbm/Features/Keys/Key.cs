using Kbm.Data;
using Kbm.Features.Items;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Keys;

/// <summary>A key with one or more identical copies. It may be under one master; masters nest.</summary>
public sealed class Key : Item
{
    public const int HookLength = 20;

    public string? Hook { get; set; }
    public long? MasterKeyId { get; set; }
    public Key? MasterKey { get; set; }
    public List<Key> KeysBelow { get; private init; } = [];
}

internal sealed class KeyConfiguration : IEntityTypeConfiguration<Key>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Key> builder)
    {
        builder.Property(k => k.Hook).HasMaxLength(Key.HookLength);
        builder.HasIndex(k => k.MasterKeyId);
        builder.HasOne(k => k.MasterKey).WithMany(k => k.KeysBelow).HasForeignKey(k => k.MasterKeyId).OnDelete(DeleteBehavior.Restrict);
    }
}
