using Kbm.Features.Accounts;
using Kbm.Features.Items;

namespace Kbm.Features.Signs;

/// <summary>A frame, a sign and what hangs on them, lent as one thing. Taken apart it has ended; its code and history stay.</summary>
public sealed class AssembledSign : Item
{
    private AssembledSign()
    {
    }

    /// <param name="code">Its code.</param>
    /// <param name="at">When it is built.</param>
    /// <param name="by">Who builds it.</param>
    /// <param name="facts">What is said about it.</param>
    /// <param name="pieces">Free pieces, a frame and a sign among them, at most one of a type.</param>
    /// <exception cref="ArgumentException">These pieces make no sign.</exception>
    public AssembledSign(string code, DateTime at, Actor by, ItemFacts facts, IReadOnlyCollection<SignPiece> pieces) : base(code, at, facts)
    {
        if (pieces.DistinctBy(p => p.PieceType).Count() != pieces.Count || Required.Any(type => pieces.All(p => p.PieceType != type)))
            throw new ArgumentException("A sign has a frame, a sign and at most one piece of each type.", nameof(pieces));
        foreach (var piece in pieces) Mountings.Add(Mounting.Start(this, piece, at, by));
    }

    /// <summary>Without these there is no sign.</summary>
    public static IReadOnlyList<PieceType> Required { get; } = [PieceType.Frame, PieceType.Sign];

    /// <summary>Every piece that is or was in it.</summary>
    public List<Mounting> Mountings { get; private init; } = [];

    /// <summary>Puts a free piece in the place of one of the same type.</summary>
    /// <exception cref="ArgumentException">The pieces are of different types.</exception>
    public void Swap(Mounting old, SignPiece piece, DateTime at, Actor by)
    {
        if (piece.PieceType != old.Piece.PieceType) throw new ArgumentException("A piece is swapped for one of its type.", nameof(piece));
        old.End(at, by);
        Mountings.Add(Mounting.Start(this, piece, at, by, old));
    }

    /// <summary>Gives back every piece that is in it, and ends it.</summary>
    /// <param name="mounted">All that is in it.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who does it.</param>
    public void TakeApart(IEnumerable<Mounting> mounted, DateTime at, Actor by)
    {
        foreach (var mounting in mounted) mounting.End(at, by);
        Retire(at);
    }
}
