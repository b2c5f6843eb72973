using System.Text;

namespace Kbm.Features.Sheets.Reading;

/// <summary>
/// The text of an XML part, as long as its tags come close enough to each other. A reader holds a tag with all its attributes at once,
/// and nothing between two <c>&lt;</c> is larger than that, since an attribute cannot contain one.
/// </summary>
internal sealed class MarkupText(Stream part) : TextReader
{
    private const int MaxGap = 1 << 20;
    private readonly StreamReader _text = new(part, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 32 * 1024);
    private int _gap;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = _text.Read(buffer, index, count);
        var chars = buffer.AsSpan(index, read);
        var (first, last) = (chars.IndexOf('<'), chars.LastIndexOf('<'));
        if (_gap + (first < 0 ? read : first) > MaxGap) throw SheetRefused.Bomb();
        _gap = first < 0 ? _gap + read : read - last;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _text.Dispose();
        base.Dispose(disposing);
    }
}
