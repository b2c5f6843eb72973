using System.Security.Cryptography;
using System.Text.Json;

namespace Kbm.Features.Checkouts;

/// <summary>What is asked of the desk in one act: things to hand to one person, and things to take back. All of it happens or none.</summary>
public sealed record Basket
{
    public HolderInput? Holder { get; init; }
    public IReadOnlyList<OutLine> Out { get; init; } = [];
    public IReadOnlyList<ReturnLine> Back { get; init; } = [];
    public string? Purpose { get; init; }

    /// <summary>A local day (2026-11-27) or an instant with its offset; empty for the company's usual loan.</summary>
    public string? Due { get; init; }

    /// <summary>Where the signs that go out are put up; without it at the property that each belongs to.</summary>
    public long? PropertyId { get; init; }

    /// <summary><see cref="CheckoutKind"/> as a word; empty means a loan.</summary>
    public string? Kind { get; init; }

    /// <summary>The client's name for this act: sent again with the same content it answers with the same receipts.</summary>
    public string? ActKey { get; init; }

    public string Hash() => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { ActKey = null })));
}

/// <summary>Who takes or brings things: a contact, or a name that becomes one.</summary>
public sealed record HolderInput(long? ContactId = null, string? Name = null);

public sealed record OutLine(string? Code, int? Quantity = 1);

public sealed record ReturnLine(long? CheckoutId, int? Quantity = null, string? Condition = null, string? Note = null);

/// <summary>The papers of one act: one for what went out, one for what came back.</summary>
public sealed record DeskReceipts(Receipts.Receipt? Out, Receipts.Receipt? In);
