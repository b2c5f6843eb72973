using Kbm.Features.Accounts;

namespace Kbm.Features.Items;

/// <summary>Something that is done with several items at once; the bar under a list offers each of them to whoever may do it. A new one is a line here and an arm in <see cref="BulkPage"/>.</summary>
/// <param name="Name">The word that addresses name it by.</param>
/// <param name="Text">What its button says.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Permission">Who may do it.</param>
/// <param name="Most">How many items at once.</param>
internal sealed record BulkAction(string Name, string Text, string Icon, string Permission, int Most)
{
    public const int MostInRun = 100_000;

    public static readonly BulkAction Labels = new("labels", "Print labels", "tag", Permissions.EditInventory, Kbm.Features.Labels.LabelRequest.Most);
    public static readonly BulkAction Desk = new("desk", "Hand over", "arrow-up-right", Permissions.Desk, Checkouts.WorkTheDesk.MostLines);

    public static readonly BulkAction Export = new("export", "Export", "download", Permissions.Export, MostInRun);
    public static readonly BulkAction Move = new("move", "Move", "building-2", Permissions.EditInventory, MostInRun) { Deed = BulkDeed.Move };
    public static readonly BulkAction Location = new("location", "Change location", "map-pin", Permissions.EditInventory, MostInRun) { Deed = BulkDeed.Location };
    public static readonly BulkAction Retire = new("retire", "Retire", "archive", Permissions.Retire, MostInRun) { Deed = BulkDeed.Retire };

    public static readonly IReadOnlyList<BulkAction> All = [Labels, Desk, Move, Location, Export, Retire];

    /// <summary>What is done with each item in a run.</summary>
    public BulkDeed? Deed { get; init; }

    public static BulkAction? Of(string? name) => All.FirstOrDefault(a => a.Name == name);
}
