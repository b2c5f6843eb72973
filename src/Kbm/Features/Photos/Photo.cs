using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Items;
using Kbm.Features.Properties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kbm.Features.Photos;

/// <summary>A photo of an item, a property or a unit. The picture itself is a <see cref="PhotoContent"/>, so that lists never load it.</summary>
public sealed class Photo
{
    public const int CaptionLength = 200;

    private Photo()
    {
    }

    internal Photo(PhotoThing of, CleanPicture picture, string? caption, int position, Actor by, DateTime at)
    {
        (Id, ItemId, PropertyId, UnitId) = (Guid.CreateVersion7(new DateTimeOffset(at, TimeSpan.Zero)), of.ItemId, of.PropertyId, of.UnitId);
        (Hash, Width, Height, Size) = (picture.Hash, picture.Width, picture.Height, picture.Picture.Length);
        (Caption, Position, AddedAt, AddedById, AddedBy) = (caption, position, at, by.UserId, by.Name);
    }

    public Guid Id { get; private init; }
    public long? ItemId { get; private init; }
    public Item? Item { get; private init; }
    public long? PropertyId { get; private init; }
    public Property? Property { get; private init; }
    public long? UnitId { get; private init; }
    public Unit? Unit { get; private init; }

    /// <summary>SHA-256 of the picture as it is kept, in lower-case hexadecimal digits.</summary>
    public string Hash { get; private init; } = "";
    public PhotoContent? Content { get; private init; }
    public int Width { get; private init; }
    public int Height { get; private init; }

    /// <summary>Bytes of the picture as it is kept.</summary>
    public int Size { get; private init; }
    public string? Caption { get; private set; }

    /// <summary>The lowest of a thing comes first.</summary>
    public int Position { get; private set; }
    public DateTime AddedAt { get; private init; }

    /// <summary>The user who added it, by the catalog's id; 0 for KBM itself.</summary>
    public long AddedById { get; private init; }
    public string AddedBy { get; private init; } = "";

    public void Describe(string? caption) => Caption = caption;

    public void MoveTo(int position) => Position = position;
}

/// <summary>A picture and its thumbnail, kept once for all photos that show it. It has a row as long as there is a photo of it.</summary>
public sealed class PhotoContent
{
    public required string Hash { get; init; }

    /// <summary>image/jpeg or image/webp.</summary>
    public required string Type { get; init; }
    public required byte[] Picture { get; init; }
    public required byte[] Thumbnail { get; init; }
}

internal sealed class PhotoConfiguration : IEntityTypeConfiguration<Photo>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<Photo> builder)
    {
        builder.ToTable("Photos", table => table.HasCheckConstraint("CK_Photos_OfOneThing",
            "(CASE WHEN \"ItemId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"PropertyId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"UnitId\" IS NULL THEN 0 ELSE 1 END) = 1"));
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Hash).HasMaxLength(64);
        builder.Property(p => p.Caption).HasMaxLength(Photo.CaptionLength);
        builder.Property(p => p.AddedBy).HasMaxLength(User.NameLength);
        builder.HasIndex(p => p.ItemId);
        builder.HasIndex(p => p.PropertyId);
        builder.HasIndex(p => p.UnitId);
        builder.HasIndex(p => p.Hash);
        builder.HasOne(p => p.Item).WithMany().HasForeignKey(p => p.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(p => p.Property).WithMany().HasForeignKey(p => p.PropertyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(p => p.Unit).WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(p => p.Content).WithMany().HasForeignKey(p => p.Hash).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PhotoContentConfiguration : IEntityTypeConfiguration<PhotoContent>, ITenantConfiguration
{
    public void Configure(EntityTypeBuilder<PhotoContent> builder)
    {
        builder.ToTable("PhotoContents").HasKey(c => c.Hash);
        builder.Property(c => c.Hash).HasMaxLength(64);
        builder.Property(c => c.Type).HasMaxLength(20);
    }
}
