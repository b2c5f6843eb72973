namespace Kbm.Features.Shared;

/// <summary>Reads the words of an enum as people and programs send them.</summary>
internal static class EnumWord
{
    /// <summary>The value of this name, in whatever case. Null for a number, for names that are joined by commas, and for whatever else is no name.</summary>
    public static T? Of<T>(string? word) where T : struct, Enum =>
        Array.Find(Enum.GetNames<T>(), n => n.Equals(word?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;
}
