using Kbm.Data;
using Kbm.Features.Properties;
using Kbm.Features.Signs;

namespace Kbm.Tests.Support;

/// <summary>Sign pieces and signs, as they are after somebody has saved or built them.</summary>
public sealed partial class Company
{
    public async Task<SignPiece> AddPiece(PieceType type, string? text = null) =>
        Expect(await Do((SaveSignPiece act) => act.Add(Dee.Actor, new() { PieceType = $"{type}", RiderText = text, Label = text is null ? PieceWords.Heading(type) : null })));

    /// <summary>A sign of a new frame, a new sign and, with a name, a new name rider.</summary>
    public async Task<AssembledSign> AddSign(string? name = null, Property? property = null) => Expect(await Build(new()
    {
        Frame = (await AddPiece(PieceType.Frame)).Code,
        Sign = (await AddPiece(PieceType.Sign)).Code,
        NameRider = name is null ? null : (await AddPiece(PieceType.NameRider, name)).Code,
        PropertyId = property?.Id,
    }));

    /// <summary>Builds a sign; a refusal is an answer like any other.</summary>
    public Task<Outcome<AssembledSign>> Build(BuildInput input) => Do((WorkOnSigns act) => act.Build(Dee.Actor, input));

    public Task<Outcome<AssembledSign>> Swap(AssembledSign sign, string leaves, string comes) =>
        Do((WorkOnSigns act) => act.Swap(Dee.Actor, sign.Code, new() { Out = leaves, In = comes }));

    public Task<Outcome<AssembledSign>> TakeApart(AssembledSign sign) => Do((WorkOnSigns act) => act.TakeApart(Dee.Actor, sign.Code));
}
