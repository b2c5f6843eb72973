using Kbm.Data;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Photos;

/// <summary>Where pictures are read. Few at a time: one of the largest takes some hundred megabytes of memory.</summary>
public sealed class Darkroom(IOptions<PhotoOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.Value.DecodesAtOnce);

    public PhotoOptions Limits => options.Value;

    internal async Task<Outcome<CleanPicture>> Develop(Stream file, CancellationToken cancel)
    {
        await _places.WaitAsync(cancel);
        try
        {
            var bytes = await ReadSome(file, cancel);
            return await Task.Run(() => CleanPicture.Of(bytes, Limits), cancel);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    // One byte more than is taken is enough to tell that it is too large.
    private async Task<byte[]> ReadSome(Stream file, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        var part = new byte[81920];
        while (memory.Length <= Limits.MaxBytes && await file.ReadAsync(part, cancel) is > 0 and var read) memory.Write(part, 0, read);
        return memory.ToArray();
    }
}
