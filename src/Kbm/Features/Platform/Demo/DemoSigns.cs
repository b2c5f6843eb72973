using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Search;
using Kbm.Features.Signs;

namespace Kbm.Features.Platform.Demo;

/// <summary>The sign store of a demo company: frames, signs, riders and posts, of which most are built into signs and some are free.</summary>
internal sealed class DemoSigns(Store<TenantDb> store, WorkOnSigns act, Actor by, DemoClock clock)
{
    private static readonly string[] s_agents = ["Ana Ruiz", "Darius Novak", "Grace Osei", "Hugo Tran", "Maya Quinn", "Olga Petrov"];
    private static readonly string[] s_status = ["Sold", "Open house", "Under contract", "Rented"];
    private static readonly string[] s_bonus = ["Pool", "Parking", "Pets welcome", "New kitchen"];
    private static readonly string[] s_signs = ["For rent", "For sale", "Now leasing"];

    /// <summary>Adds pieces for so many signs and some to spare, builds the signs and says their codes.</summary>
    public async Task<IReadOnlyList<string>> Add(int count)
    {
        var pieces = (await AddPieces(count)).ToLookup(p => p.PieceType, p => p.Code);
        var codes = new List<string>();
        for (var i = 0; i < count; i++)
        {
            clock.Now = clock.Now.AddMinutes(2);
            var built = await act.Build(by, new()
            {
                Frame = pieces[PieceType.Frame].ElementAt(i),
                Sign = pieces[PieceType.Sign].ElementAt(i),
                NameRider = pieces[PieceType.NameRider].ElementAt(i),
                StatusRider = i % 4 == 1 ? pieces[PieceType.StatusRider].ElementAt(i / 4) : null,
                BonusRider = i % 3 == 0 ? pieces[PieceType.BonusRider].ElementAt(i / 3) : null,
                Post = i % 2 == 0 ? pieces[PieceType.Post].ElementAt(i / 2) : null,
                Location = "Sign store",
            });
            codes.Add(built.IsRefused ? throw new InvalidOperationException(built.Refusals[0].Sentence) : built.Value.Code);
        }
        return codes;
    }

    private Task<List<SignPiece>> AddPieces(int signs) => store.Write(async db =>
    {
        var facts = Facts(signs).ToList();
        var first = await db.Take(ItemKind.SignPiece.Counter, facts.Count);
        var pieces = facts.Select((f, i) => new SignPiece(ItemCode.Of(ItemKind.SignPiece.Prefix, first + i), clock.Now, f)).ToList();
        db.SignPieces.AddRange(pieces);
        await db.IndexItems(pieces);
        foreach (var piece in pieces) db.Record(by, clock.Now, ActivityVerb.Added, Sentences.Added(piece), KeepItems.About(piece));
        return pieces;
    });

    private static IEnumerable<SignPieceFacts> Facts(int signs)
    {
        var spare = 2 + (signs / 4);
        for (var i = 0; i < signs + spare; i++) yield return Piece(PieceType.Frame, i % 3 == 0 ? "Yard frame" : "Hanging frame", null, "Steel", i);
        for (var i = 0; i < signs + spare; i++) yield return Piece(PieceType.Sign, $"{s_signs[i % s_signs.Length]}, 24 by 18", null, "Aluminium", i);
        for (var i = 0; i < signs + spare; i++) yield return Rider(PieceType.NameRider, s_agents, i);
        for (var i = 0; i < (signs / 3) + spare; i++) yield return Rider(PieceType.StatusRider, s_status, i);
        for (var i = 0; i < (signs / 3) + spare; i++) yield return Rider(PieceType.BonusRider, s_bonus, i);
        for (var i = 0; i < (signs / 2) + spare; i++) yield return Piece(PieceType.Post, "Post, 6 ft", null, "Cedar", i);
        yield return Piece(PieceType.Other, "Brochure box", null, "Plastic", 1);
        yield return Piece(PieceType.Other, "Solar light", null, "Plastic", 2);
    }

    private static SignPieceFacts Rider(PieceType type, string[] texts, int i) => Piece(type, texts[i % texts.Length], texts[i % texts.Length], "Corrugated plastic", i);

    private static SignPieceFacts Piece(PieceType type, string label, string? text, string material, int i) => new(new(label) { Location = "Sign store" }, type)
    {
        RiderText = text,
        Material = material,
        Condition = (PieceCondition)(i * 7 % 11 / 3),
    };
}
