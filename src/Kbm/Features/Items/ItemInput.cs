using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Properties;
using Kbm.Features.Shared;

namespace Kbm.Features.Items;

/// <summary>What is typed about an item of any type; each type adds its own.</summary>
public abstract record ItemInput
{
    public string? Label { get; init; }
    public string? Hook { get; init; }
    public long? PropertyId { get; init; }
    public long? UnitId { get; init; }

    /// <summary>The unit by its label, as people type it; <see cref="UnitId"/> goes before it.</summary>
    public string? Unit { get; init; }
    public string? Location { get; init; }
    public string? Notes { get; init; }

    /// <summary>The last activity entry of the item that whoever edits it has seen; null where nobody looked.</summary>
    public long? Seen { get; init; }

    internal static T Of<T>(NewItem item) where T : ItemInput, new() => new()
    {
        Label = item.Label,
        Hook = item.Hook,
        PropertyId = item.PropertyId,
        UnitId = item.UnitId,
        Location = item.Location,
        Notes = item.Notes,
    };
}

/// <summary>What was typed about an item, cleaned and with what it names looked up.</summary>
public sealed record ItemFacts(string Label)
{
    public int Copies { get; init; } = 1;
    public string? Hook { get; init; }
    public Property? Property { get; init; }
    public Unit? Unit { get; init; }
    public string? Location { get; init; }
    public string? Notes { get; init; }

    /// <summary>What is so of an item now.</summary>
    internal static ItemFacts Of(Item item) => new(item.Label)
    {
        Copies = item.Copies,
        Hook = item.Hook,
        Property = item.Property,
        Unit = item.Unit,
        Location = item.Location,
        Notes = item.Notes,
    };

    /// <param name="db">The write in which the item is saved.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="checks">Hears what is wrong with it.</param>
    /// <param name="before">The item as it is; null for a new one. What is retired may stay but not be chosen anew.</param>
    /// <param name="example">Such a label, for whoever enters none.</param>
    internal static async Task<ItemFacts> Read(TenantDb db, ItemInput input, Checks checks, Item? before, string example)
    {
        var label = checks.Required("label", input.Label, Item.LabelLength, $"a label, such as {example}");
        var place = new NamedPlace(db, input, checks, before);
        var property = await place.FindProperty();
        var unit = await place.FindUnit(property);
        return new(label)
        {
            Hook = checks.Optional("hook", input.Hook, Item.HookLength),
            Property = property ?? unit?.Property,
            Unit = unit,
            Location = checks.Optional("location", input.Location, Item.LocationLength),
            Notes = checks.Paragraphs("notes", input.Notes, Item.NotesLength),
        };
    }

    /// <summary>What becomes different, in words; <paramref name="own"/> is what the type adds.</summary>
    internal IReadOnlyList<string> ChangesOf(Item item, params string?[] own) =>
    [
        .. new[]
        {
            Sentences.Change("label", item.Label, Label),
            Sentences.Change("copies", item.Copies, Copies),
            Sentences.Change("hook", item.Hook, Hook),
            Sentences.Change("property", item.Property?.Name, Property?.Name),
            Sentences.Change("unit", item.Unit?.Label, Unit?.Label),
            Sentences.Change("location", item.Location, Location),
        }.Concat(own).Append(item.Notes == Notes ? null : "notes").OfType<string>(),
    ];
}
