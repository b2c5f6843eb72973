namespace Kbm.Features.Receipts;

/// <summary>What stands on a receipt, as text already in the company's language, zone and formats.</summary>
internal sealed record ReceiptPaper
{
    public required string Number { get; init; }

    /// <summary>"Handed over" or "Taken back".</summary>
    public required string Title { get; init; }

    public required string CompanyName { get; init; }

    public string? Header { get; init; }

    public string? Footer { get; init; }

    public required string At { get; init; }

    /// <summary>Who stood at the desk.</summary>
    public required string By { get; init; }

    public required string Holder { get; init; }

    public string? HolderDetail { get; init; }

    public string? Purpose { get; init; }

    public string? Due { get; init; }

    public required IReadOnlyList<ReceiptPaperLine> Lines { get; init; }

    /// <summary>The absolute URL of the receipt, printed as a QR symbol.</summary>
    public required string Address { get; init; }
}

internal sealed record ReceiptPaperLine(string Code, string Label, string? Place, int Quantity, string? Note);

/// <summary>Sheets of fixed size, or a receipt printer's 80 mm roll, as long as its text.</summary>
internal enum PaperSize
{
    A4,
    Letter,
    Roll80,
}
