namespace Kbm.Features.Sheets.Reading;

/// <summary>A cell's place as a formula has it: AB12 is column 27, from 0, of row 12.</summary>
internal readonly record struct CellReference(int Column, int Row)
{
    /// <exception cref="SheetRefused">It is none.</exception>
    public static CellReference Of(ReadOnlySpan<char> text)
    {
        var (column, row, at) = (0, 0, 0);
        for (; at < text.Length && char.IsAsciiLetter(text[at]) && at < 4; at++) column = (column * 26) + (text[at] & ~0x20) - 'A' + 1;
        if (at == 0 || !int.TryParse(text[at..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out row)) throw SheetRefused.Corrupt();
        return new(column - 1, row);
    }
}
