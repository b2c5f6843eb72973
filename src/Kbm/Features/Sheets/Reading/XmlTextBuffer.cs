using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Kbm.Features.Sheets.Reading;

/// <summary>Gathers the text of a cell, one character more than it may have at most.</summary>
internal sealed partial class XmlTextBuffer(int most)
{
    private readonly char[] _rest = new char[1024];
    private char[] _chars = new char[1024];
    private int _length;

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>The text node that the reader is on.</summary>
    public void Append(XmlReader xml)
    {
        while (_length <= most)
        {
            if (_length == _chars.Length) Array.Resize(ref _chars, _chars.Length * 2);
            var read = xml.ReadValueChunk(_chars, _length, Math.Min(_chars.Length - _length, most + 1 - _length));
            if (read == 0) return;
            _length += read;
        }
        while (xml.ReadValueChunk(_rest, 0, _rest.Length) > 0)
        {
        }
    }

    /// <summary>Characters that XML does not have stand in a workbook as <c>_x000D_</c>.</summary>
    public override string ToString()
    {
        var text = new string(Span);
        return text.Contains("_x", StringComparison.Ordinal) ? Escape().Replace(text, Character) : text;
    }

    private static string Character(Match match) => ((char)ushort.Parse(match.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
