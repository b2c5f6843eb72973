namespace Kbm.Features.Shared;

/// <summary>What the shared field partial draws: a label, a control, a hint. What was typed and refused comes from the model state.</summary>
/// <param name="Name">The form's name for it, such as Input.Label.</param>
/// <param name="Label">What it is called on the page.</param>
/// <param name="Value">What it holds before anybody types.</param>
public sealed record FieldModel(string Name, string Label, string? Value = null)
{
    public string Type { get; init; } = "text";
    public string? Hint { get; init; }
    public bool Required { get; init; }
    public bool Autofocus { get; init; }
    public string? Autocomplete { get; init; } = "off";
    public string? InputMode { get; init; }

    /// <summary>What is typed is never written into a page again, nor kept by the browser.</summary>
    public bool IsSecret { get; init; }

    /// <summary>More than one makes it a text area.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>Choices make it a select.</summary>
    public IReadOnlyList<FieldOption>? Options { get; init; }

    /// <summary>The id of a datalist with suggestions.</summary>
    public string? List { get; init; }
}

public sealed record FieldOption(string Value, string Text);
