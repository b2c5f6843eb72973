namespace Kbm.Features.Items;

public enum ItemState { Available, PartlyOut, Out, Assigned, Retired }

/// <summary>How many copies there are and how many of them are with somebody: all that an item's state is derived from.</summary>
/// <param name="Copies">All copies.</param>
/// <param name="Out">Copies with somebody, for short or for long.</param>
/// <param name="Assigned">Those of them that are assigned for long.</param>
/// <param name="IsRetired">Whether the item has been retired.</param>
public readonly record struct Stock(int Copies, int Out, int Assigned, bool IsRetired)
{
    public int In => IsRetired ? 0 : Copies - Out;

    public ItemState State => this switch
    {
        { IsRetired: true } => ItemState.Retired,
        { Out: 0 } => ItemState.Available,
        { In: > 0 } => ItemState.PartlyOut,
        var all when all.Assigned == all.Out => ItemState.Assigned,
        _ => ItemState.Out,
    };
}
