namespace Kbm.Features.Sheets.Reading;

/// <summary>A row as it stands in the file. Cells are trimmed; the last is not empty.</summary>
/// <param name="Number">As a spreadsheet shows it, from 1. Empty rows are left out and keep their numbers.</param>
/// <param name="Cells">Text: dates as yyyy-MM-dd or yyyy-MM-dd HH:mm, numbers invariant, formulas as their values, errors as they show.</param>
internal readonly record struct RawRow(int Number, string[] Cells);
