namespace Kbm.Features.Activity;

/// <summary>What the activity page is asked for. What makes no sense is left out.</summary>
public sealed record ActivityFilter
{
    /// <summary>What an address calls these, but for <see cref="Before"/>.</summary>
    public static readonly string[] Names = ["person", "verb", "from", "to", "item", "contact", "property", "unit", "about"];

    /// <summary>A user's id.</summary>
    public string? Person { get; init; }

    /// <summary>An <see cref="ActivityVerb"/> as a word.</summary>
    public string? Verb { get; init; }

    /// <summary>The first local day, such as 2026-11-20.</summary>
    public string? From { get; init; }

    /// <summary>The last local day.</summary>
    public string? To { get; init; }

    /// <summary>An item's code.</summary>
    public string? Item { get; init; }

    /// <summary>A contact's id.</summary>
    public string? Contact { get; init; }

    /// <summary>A property's id: the entries that name it, those about its units and items among them.</summary>
    public string? Property { get; init; }

    /// <summary>A unit's id.</summary>
    public string? Unit { get; init; }

    /// <summary>Names of things: a code, a person, an address.</summary>
    public string? About { get; init; }

    /// <summary>Only entries older than this one.</summary>
    public string? Before { get; init; }

    public static ActivityFilter Read(IQueryCollection query) => new()
    {
        Person = query["person"],
        Verb = query["verb"],
        From = query["from"],
        To = query["to"],
        About = query["about"],
        Before = query["before"],
        Item = query["item"],
        Contact = query["contact"],
        Property = query["property"],
        Unit = query["unit"],
    };

    public bool IsEmpty => string.IsNullOrWhiteSpace(Person + Verb + From + To + About + Item + Contact + Property + Unit);
}
