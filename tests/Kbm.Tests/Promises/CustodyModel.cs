using Kbm.Features.Items;
using Kbm.Features.Signs;

namespace Kbm.Tests.Promises;

/// <summary>What custody comes to, told as simply as it can be: the trial compares the real thing with it.</summary>
internal sealed class CustodyModel
{
    public List<Thing> Things { get; } = [];

    public List<Loan> Loans { get; } = [];

    public IEnumerable<Thing> Signs => Things.Where(t => t.Type == ItemType.AssembledSign);

    public IEnumerable<Thing> In(Thing sign) => Things.Where(t => t.Sign == sign);

    public int Out(Thing thing) => Loans.Where(l => l.Thing == thing).Sum(l => l.Left);

    public bool IsFree(Thing? piece) => piece is { IsRetired: false, Sign: null } && Out(piece) == 0;

    public bool CanLend(Thing thing, int copies) => !thing.IsRetired && thing.Inside is null && thing.Type != ItemType.SmartLock && Out(thing) + copies <= thing.Copies;

    public bool CanRetire(Thing thing) =>
        thing.IsRetired || (Out(thing) == 0 && thing.Inside is null && thing.Type != ItemType.AssembledSign && !Things.Exists(t => t.Box == thing));

    public bool CanPutInto(Thing box, Thing key) => box.Type == ItemType.Lockbox && key.Type == ItemType.Key
        && (key.Box == box || (CanWorkOn(box) && CanWorkOn(key) && key.Box is null));

    public bool CanTakeOut(Thing box, Thing key) => key.Box is not null && key.Box == box && CanWorkOn(box);

    public bool CanWorkOn(Thing sign) => !sign.IsRetired && Out(sign) == 0;

    public ItemState StateOf(Thing thing)
    {
        if (thing.IsRetired) return ItemState.Retired;
        if (thing.Type == ItemType.SmartLock) return ItemState.Installed;
        if (thing.Sign is not null) return ItemState.InSign;
        if (thing.Box is not null) return ItemState.InLockbox;
        var open = Loans.Where(l => l.Thing == thing && l.Left > 0).ToList();
        if (open.Count == 0) return ItemState.Available;
        if (Out(thing) < thing.Copies) return ItemState.PartlyOut;
        return open.TrueForAll(l => l.IsAssigned) ? ItemState.Assigned : ItemState.Out;
    }

    internal sealed class Thing(string code, ItemType type, PieceType? piece, int copies)
    {
        public string Code => code;
        public ItemType Type => type;
        public PieceType? Piece => piece;
        public int Copies => copies;
        public bool IsRetired { get; set; }
        public Thing? Sign { get; set; }
        public Thing? Box { get; set; }
        public Thing? Inside => Sign ?? Box;
    }

    internal sealed class Loan(long id, Thing thing, int left, bool isAssigned)
    {
        public long Id => id;
        public Thing Thing => thing;
        public int Left { get; set; } = left;
        public bool IsAssigned => isAssigned;
    }
}
