namespace Kbm.Features.Sheets.Reading;

/// <summary>What a part of a zip file really inflates to, counted while it is read.</summary>
/// <param name="inner">The part.</param>
/// <param name="packed">How large it is in the file.</param>
/// <param name="limits">How much is read.</param>
/// <param name="all">Hears how much was read, and counts it over all parts and readings.</param>
internal sealed class Inflated(Stream inner, long packed, SheetLimits limits, Func<int, long> all) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _read += read;
        if (all(read) > limits.MaxInflatedAgain || _read > limits.MaxInflated || (_read > limits.RatioFrom && _read / limits.MaxRatio > packed)) throw SheetRefused.Bomb();
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
