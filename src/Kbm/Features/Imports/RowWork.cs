using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Lockboxes;
using Kbm.Features.Properties;
using Kbm.Features.Shared;

namespace Kbm.Features.Imports;

/// <summary>What a row comes to: what is wrong with it, or what is done for it. Nothing of it has been done yet.</summary>
internal sealed class RowWork(RowText text)
{
    public int Row => text.Number;
    public RowText Text => text;
    public Verdict Verdict { get; set; } = Verdict.New;
    public List<RowProblem> Problems { get; } = [];

    /// <summary>What it makes besides, or what it changes, in words.</summary>
    public List<string> Makes { get; } = [];
    public PlaceWork? Place { get; set; }
    public ContactFacts? Contact { get; set; }
    public Contact? ContactBefore { get; set; }
    public ItemType? Type { get; set; }
    public ItemDraft? Draft { get; set; }
    public Item? Before { get; set; }

    /// <summary>The code that the sheet gives a new item; null for the next one that is free.</summary>
    public string? Code { get; set; }

    /// <summary>The lockbox that a new key is put into.</summary>
    public Lockbox? Box { get; set; }

    /// <summary>When the sheet says that it was taken out of use.</summary>
    public DateTime? RetiredAt { get; set; }

    /// <summary>The code of the master that the key is to be under.</summary>
    public string? Master { get; set; }
    public int Depth { get; set; }

    public bool IsToDo => Verdict is Verdict.New or Verdict.Change;

    public void Problem(Field? field, string code, string sentence) => Problems.Add(new(field, code, sentence));

    public void Problem(Checks checks, Func<string, Field?> fieldOf)
    {
        foreach (var refusal in checks.Refusals) Problem(refusal.Field is { } field ? fieldOf(field) : null, refusal.Code, refusal.Sentence);
    }

    public RowJudgement Judgement() => new(
        Row, Verdict, Makes, Problems, Depth, Place?.Property is { Id: > 0 } property ? property.Id : null, Place?.Owner is { Id: > 0 } owner ? owner.Id : ContactBefore?.Id, ChangeMark.Of(this));
}

/// <summary>Where a row says that something is, and what of that is not there yet.</summary>
/// <param name="Property">The property, as it is or as it will be.</param>
internal sealed record PlaceWork(Property Property)
{
    public bool IsNew { get; init; }

    /// <summary>The address of the row, at this property or to be added to it.</summary>
    public PropertyAddress? Address { get; init; }

    /// <summary>Addresses to be added to a property that is there.</summary>
    public IReadOnlyList<PropertyAddress> Adds { get; init; } = [];

    /// <summary>How addresses of a property that is there change.</summary>
    public IReadOnlyList<AddressEdit> AddressEdits { get; init; } = [];
    public bool AddressIsNew => Address is not null && Adds.Contains(Address);

    /// <summary>Who the property belongs to from now on; null leaves that as it is.</summary>
    public Contact? Owner { get; init; }
    public bool OwnerIsNew { get; init; }

    /// <summary>What of a property that is there changes; what is null in it stays.</summary>
    public PropertyFacts? Edit { get; init; }
    public IReadOnlyList<string> Changes { get; init; } = [];
    public Unit? Unit { get; init; }
    public bool UnitIsNew { get; init; }

    /// <summary>What of a unit that is there would become different, and what it is to be; null leaves it as it is.</summary>
    public IReadOnlyList<string> UnitChanges { get; init; } = [];
    public UnitEdit? UnitEdit { get; init; }
}

/// <summary>What a unit that is there is to be.</summary>
internal sealed record UnitEdit(PropertyAddress? Address, string? Notes);
