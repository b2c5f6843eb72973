namespace Kbm.Features.Exports;

/// <summary>What an address or a form says of an export besides the list's own filters.</summary>
internal static class ExportField
{
    public const string Format = "format";
    public const string Columns = "columns";
    public const string Secrets = "secrets";

    public static readonly string[] All = [Format, Columns, Secrets];
}
