using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Activity;
using Kbm.Features.Checkouts;
using Kbm.Features.Items;
using Kbm.Features.Search;
using Kbm.Features.Settings;
using Kbm.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Signs;

/// <summary>Builds signs from free pieces, changes and swaps what is in them, and takes them apart.</summary>
public sealed class WorkOnSigns(Store<TenantDb> store, TimeProvider clock)
{
    public async Task<Outcome<AssembledSign>> Build(Actor by, BuildInput input)
    {
        var time = await CompanyTimeNow();
        return await store.Write<Outcome<AssembledSign>>(async db =>
        {
            var checks = new Checks();
            var pieces = await Pieces(db, input, time, checks);
            var named = string.IsNullOrEmpty(Checks.Line(input.Label)) ? input with { Label = pieces.Count > 0 ? NameOf(pieces) : ItemKind.AssembledSign.One } : input;
            var facts = await ItemFacts.Read(db, named, checks, before: null, "For sale · Ana Ruiz");
            if (checks.Failed) return checks.Refusals;
            var sign = new AssembledSign(await db.NextCode(ItemKind.AssembledSign), time.Now, by, facts, pieces);
            await db.AddItem(by, time.Now, sign);
            foreach (var piece in pieces) Note(db, by, time.Now, ActivityVerb.Built, Sentences.PutInto(piece, sign), piece);
            return sign;
        });
    }

    public async Task<Outcome<AssembledSign>> Edit(Actor by, string code, BuildInput input)
    {
        var time = await CompanyTimeNow();
        return await store.Write<Outcome<AssembledSign>>(async db =>
        {
            if (await Locked(db, code) is not { } sign) return NoSuchSign(code);
            if (await db.EditedMeanwhile(sign, input) is { } meanwhile) return meanwhile;
            var checks = new Checks();
            var facts = await ItemFacts.Read(db, input, checks, sign, "For sale · Ana Ruiz");
            if (checks.Failed) return checks.Refusals;
            var changes = facts.ChangesOf(sign);
            sign.EditPlace(facts);
            await db.ItemEdited(by, time.Now, sign, changes);
            return sign;
        });
    }

    public async Task<Outcome<AssembledSign>> Swap(Actor by, string code, SwapInput input)
    {
        var time = await CompanyTimeNow();
        return await store.Write<Outcome<AssembledSign>>(async db =>
        {
            var (leaves, comes) = (Code(input.Out), Code(input.In));
            if (await Locked(db, code, comes) is not { } sign) return NoSuchSign(code);
            if (await WhyNotWorkedOn(db, sign, "be changed", time) is { } refusal) return refusal;
            var checks = new Checks();
            var old = await Mounted(db, sign, leaves, checks);
            if (comes.Length == 0) checks.Refuse("in", "Choose the piece that goes in.");
            if (old is null || checks.Failed) return checks.Refusals;
            var piece = await FreePieces.Find(db, comes, old.Piece.PieceType, "in", time, checks);
            if (checks.Failed) return checks.Refusals;
            sign.Swap(old, piece!, time.Now, by);
            await db.IndexItems(sign);
            Note(db, by, time.Now, ActivityVerb.Swapped, Sentences.Swapped(old.Piece, piece!, sign), sign, old.Piece, piece!);
            return sign;
        });
    }

    public async Task<Outcome<AssembledSign>> TakeApart(Actor by, string code)
    {
        var time = await CompanyTimeNow();
        return await store.Write<Outcome<AssembledSign>>(async db =>
        {
            if (await Locked(db, code) is not { } sign) return NoSuchSign(code);
            if (await WhyNotWorkedOn(db, sign, "be taken apart", time) is { } refusal) return refusal;
            var mounted = await db.Mountings.Open().Include(m => m.Piece).Where(m => m.SignId == sign.Id).OrderBy(m => m.Id).ToListAsync();
            sign.TakeApart(mounted, time.Now, by);
            await db.IndexItems(sign);
            Note(db, by, time.Now, ActivityVerb.TakenApart, Sentences.TakenApart(sign, mounted.ConvertAll(m => m.Piece)), [sign, .. mounted.Select(m => m.Piece)]);
            return sign;
        });
    }

    private async Task<CompanyTime> CompanyTimeNow() => new(await store.CompanySettings(), clock.GetUtcNow().UtcDateTime);

    private static string Code(string? typed) => ItemCode.Read(typed ?? "");

    /// <summary>The pieces that were named, each in the field of its type, with other writers kept from them.</summary>
    private static async Task<List<SignPiece>> Pieces(TenantDb db, BuildInput input, CompanyTime time, Checks checks)
    {
        var named = Enum.GetValues<PieceType>().Select(type => (Type: type, Code: Code(input.CodeOf(type)))).ToList();
        var codes = named.ConvertAll(n => n.Code);
        await db.LockItems(db.Items.Where(i => codes.Contains(i.Code)));
        var pieces = new List<SignPiece>();
        foreach (var (type, code) in named)
        {
            if (code.Length > 0 && await FreePieces.Find(db, code, type, PieceWords.Field(type), time, checks) is { } piece) pieces.Add(piece);
            else if (code.Length == 0 && AssembledSign.Required.Contains(type)) checks.Refuse(PieceWords.Field(type), $"A sign needs {PieceWords.One(type)}.");
        }
        return pieces;
    }

    private static string NameOf(List<SignPiece> pieces)
    {
        var name = string.Join(" · ", pieces.Where(p => p.PieceType is PieceType.Sign or PieceType.NameRider).Select(p => p.RiderText ?? p.Label));
        return name.Length <= Item.LabelLength ? name : name[..Item.LabelLength];
    }

    // Pieces enter and leave a sign only under its lock, so those that are in it need none of their own.
    private static async Task<AssembledSign?> Locked(TenantDb db, string code, string? piece = null)
    {
        await db.LockItems(db.Items.Where(i => i.Code == code || i.Code == piece));
        return await db.AssembledSigns.Include(s => s.Property!.Addresses).Include(s => s.Unit!.Address).FirstOrDefaultAsync(s => s.Code == code);
    }

    private static async Task<Refusal?> WhyNotWorkedOn(TenantDb db, AssembledSign sign, string cannot, CompanyTime time) => sign.RetiredAt is { } at
        ? Refusal.Conflict("taken_apart", $"{sign.Code} was taken apart on {time.Date(at)}.")
        : await WhoHasIt.KeptBack(db, sign, cannot, null, time);

    private static async Task<Mounting?> Mounted(TenantDb db, AssembledSign sign, string code, Checks checks)
    {
        var mounting = await db.Mountings.Open().Include(m => m.Piece).FirstOrDefaultAsync(m => m.SignId == sign.Id && m.Piece.Code == code);
        if (code.Length == 0) checks.Refuse("out", "Choose the piece that comes out.");
        else if (mounting is null) checks.Refuse("out", $"{(code.Length <= 12 ? code : code[..12] + "…")} is not in {sign.Code}.");
        return mounting;
    }

    private static void Note(TenantDb db, Actor by, DateTime at, ActivityVerb verb, string sentence, params Item[] items)
    {
        foreach (var item in items) db.Record(by, at, verb, sentence, KeepItems.About(item));
    }

    private static Refusal NoSuchSign(string code) => Refusal.NotFound($"There is no assembled sign {(code.Length <= 12 ? code : code[..12] + "…")}.");
}
