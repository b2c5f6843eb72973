using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Signs;

/// <summary>The builder: for each type of piece those that are free, and what the sign is called.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class BuildSignPage(TenantDb db, WorkOnSigns act) : SignFormPage(db)
{
    private readonly TenantDb _db = db;
    private ILookup<PieceType, FieldOption> _free = Array.Empty<FieldOption>().ToLookup(_ => PieceType.Other);

    public override string Back => Kind.Path;

    public override string SaveText => "Build sign";

    public async Task OnGetAsync(string? property, string? unit)
    {
        var named = await Named(property, unit);
        Input = Input with { PropertyId = named.Property, Unit = named.Unit };
        await Offer();
        await ReadChoices();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return await Again([]);
        var built = await act.Build(Actor, Input);
        if (built.IsRefused) return await Again(built.Refusals);
        Say($"Built {built.Value.Code}, {built.Value.Label}.");
        return LocalRedirect(Kind.PageOf(built.Value.Code));
    }

    /// <summary>The choice of a piece of this type.</summary>
    public FieldModel Field(PieceType type)
    {
        var isRequired = AssembledSign.Required.Contains(type);
        var free = _free[type].ToList();
        return new("Input." + type, PieceWords.Heading(type) + (isRequired ? "" : " (if any)"), Input.CodeOf(type))
        {
            Autofocus = type == AssembledSign.Required[0],
            Options = [new("", free.Count == 0 ? "None is free" : isRequired ? $"Choose {PieceWords.One(type)}" : "None"), .. free],
        };
    }

    private async Task<IActionResult> Again(IReadOnlyList<Refusal> refusals)
    {
        await Offer();
        return await ShowAgain(refusals);
    }

    private async Task Offer() => _free = await FreePieces.Offer(_db);
}
