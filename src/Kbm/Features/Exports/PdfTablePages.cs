using System.Globalization;
using Kbm.Features.Paper;
using SkiaSharp;

namespace Kbm.Features.Exports;

/// <summary>Sets rows one after the other on pages, each with the heads above and its number below.</summary>
internal sealed class PdfTablePages
{
    private const double Foot = 26;
    private static readonly SKColor s_ink = new(0x1a, 0x1f, 0x26);
    private static readonly SKColor s_quiet = new(0x5f, 0x68, 0x74);
    private static readonly SKColor s_line = new(0xdd, 0xe1, 0xe6);

    private readonly PaperFace _title = new(15, bold: true);
    private readonly PaperFace _small = new(8);
    private readonly SKDocument _document;
    private readonly Table _table;
    private readonly PdfTableLayout _layout;
    private readonly PdfRow _heads;
    private readonly int? _count;
    private SKCanvas _canvas = null!;
    private int _number;
    private double _y;

    /// <param name="document">Where the pages go.</param>
    /// <param name="table">What it is, of whom.</param>
    /// <param name="layout">How it is set.</param>
    /// <param name="heights">Of all rows where they are known, from which the pages are counted.</param>
    public PdfTablePages(SKDocument document, Table table, PdfTableLayout layout, IEnumerable<double>? heights)
    {
        (_document, _table, _layout) = (document, table, layout);
        _heads = layout.Set([.. table.Columns.Select(c => c.Head)], isStrong: true);
        _count = heights is null ? null : Count([.. heights]);
        Turn();
    }

    private double Bottom => _layout.Height - PdfTableLayout.Edge - Foot;

    /// <summary>What stands at the end below the rows: a line, the sums, how many rows there are.</summary>
    private double EndHeight => _layout.Strong.LineHeight + 2 * _small.LineHeight + 8;

    public void Add(PdfRow row)
    {
        if (_y + row.Height > Bottom) Turn();
        Write(row, _layout.Text);
        Rule(s_line, _y - 1.5);
    }

    public void End(TableSums sums, bool isCut)
    {
        if (_y + EndHeight > Bottom) Turn();
        if (sums.Any)
        {
            Rule(s_ink, _y);
            _y += 3;
            Write(_layout.Set([.. _table.Columns.Select((_, at) => sums.Of(at) is { } sum ? PdfTable.Number(sum) : "")], isStrong: true), _layout.Strong);
        }
        Line(isCut ? $"The first {PdfTable.RowsOf(sums.Rows)}; a spreadsheet has all of them." : PdfTable.RowsOf(sums.Rows), s_quiet);
        _document.EndPage();
    }

    private int Count(IReadOnlyList<double> heights)
    {
        var (pages, y) = (1, TopOf(1));
        foreach (var height in heights.Append(EndHeight))
        {
            if (y + height > Bottom) (pages, y) = (pages + 1, TopOf(pages + 1));
            y += height;
        }
        return pages;
    }

    private double TopOf(int page) => PdfTableLayout.Edge + _heads.Height + 3
        + (page == 1 ? _title.LineHeight + _small.LineHeight * (1 + Words.Count) + 8 : _small.LineHeight + 4);

    private IReadOnlyList<string> Words => _small.Fit(string.Join(" · ", _table.Filters), _layout.Inner, 3);

    private void Turn()
    {
        if (_number > 0) _document.EndPage();
        _canvas = _document.BeginPage((float)_layout.Width, (float)_layout.Height);
        (_number, _y) = (_number + 1, PdfTableLayout.Edge);
        if (_number == 1) First();
        else Line($"{_table.Title}, continued", s_quiet);
        _y = TopOf(_number) - _heads.Height - 3;
        Write(_heads, _layout.Strong);
        Rule(s_ink, _y - 1);
        _y = TopOf(_number);
        PageNumber();
    }

    private void First()
    {
        var title = _title.Fit(_table.Title, _layout.Inner, 1);
        if (title is [var text]) _title.Draw(_canvas, text, PdfTableLayout.Edge, _y + _title.Ascent, s_ink);
        _y += _title.LineHeight;
        Line($"{_table.Company.Name} · {_table.Time.FullDateAndTime(_table.Time.Now)}", s_quiet);
        foreach (var words in Words) Line(words, s_quiet);
    }

    private void PageNumber()
    {
        var text = _count is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"Page {_number} of {count}")
            : string.Create(CultureInfo.InvariantCulture, $"Page {_number}");
        var y = _layout.Height - PdfTableLayout.Edge;
        _small.Draw(_canvas, text, _layout.Width - PdfTableLayout.Edge - _small.Width(text), y, s_quiet);
        if (_small.Fit(_table.Company.Name, _layout.Inner - 120, 1) is [var company]) _small.Draw(_canvas, company, PdfTableLayout.Edge, y, s_quiet);
    }

    private void Line(string text, SKColor ink)
    {
        if (_small.Fit(text, _layout.Inner, 1) is [var line]) _small.Draw(_canvas, line, PdfTableLayout.Edge, _y + _small.Ascent, ink);
        _y += _small.LineHeight;
    }

    private void Write(PdfRow row, PaperFace face)
    {
        var x = PdfTableLayout.Edge;
        for (var at = 0; at < row.Cells.Count; at++)
        {
            var (width, isNumber) = (_layout.Widths[at], _table.Columns[at].Kind == CellKind.Number);
            var baseline = _y + face.Ascent;
            foreach (var line in row.Cells[at])
            {
                face.Draw(_canvas, line, isNumber ? x + width - face.Width(line) : x, baseline, s_ink);
                baseline += face.TightHeight;
            }
            x += width + PdfTableLayout.Gutter;
        }
        _y += row.Height;
    }

    private void Rule(SKColor ink, double y)
    {
        using var paint = new SKPaint { Color = ink, StrokeWidth = 0.6f, IsStroke = true };
        _canvas.DrawLine((float)PdfTableLayout.Edge, (float)y, (float)(_layout.Width - PdfTableLayout.Edge), (float)y, paint);
    }
}
