using System.Text.Json;
using Kbm.Features.Secrets;

namespace Kbm.Features.Imports;

/// <summary>What is done about a property's name that is not known: it is another property's, or a new one is made.</summary>
/// <param name="PropertyId">The property that is meant; null to make a new one.</param>
public sealed record PlaceDecision(long? PropertyId);

/// <summary>What people decided about rows: values put right, rows left out, and what unknown names mean.</summary>
internal sealed record ImportDecisions
{
    /// <summary>By row number, the values that stand in place of what the sheet says.</summary>
    public Dictionary<int, Dictionary<Field, string>> Values { get; init; } = [];

    public HashSet<int> Skipped { get; init; } = [];

    /// <summary>By the name as <see cref="LooseName"/> has it.</summary>
    public Dictionary<string, PlaceDecision> Places { get; init; } = [];

    /// <summary>Every property that is not known is made.</summary>
    public bool MakeProperties { get; init; }

    /// <summary>Every unit that its property does not have is made.</summary>
    public bool MakeUnits { get; init; }

    public static ImportDecisions Open(Vault vault, Import import) => import.Decisions is null ? new()
        : ImportChunk.Unpack<ImportDecisions>(vault.Open(PlaceOf(import), import.Decisions) ?? throw new InvalidOperationException($"The decisions of import {import.Id} cannot be opened."));

    public string Seal(Vault vault, Import import) => vault.Seal(PlaceOf(import), ImportChunk.Pack(this));

    private static string PlaceOf(Import import) => $"Imports/{import.SealId:N}/decisions";
}
