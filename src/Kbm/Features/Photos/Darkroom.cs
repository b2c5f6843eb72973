using Kbm.Data;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Photos;

/// <summary>Where pictures are read. Few at a time: one of the largest takes some hundred megabytes of memory.</summary>
public sealed class Darkroom(IOptions<PhotoOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_longestArrival = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim _places = new(options.Value.DecodesAtOnce);

    public PhotoOptions Limits => options.Value;

    internal async Task<Outcome<CleanPicture>> Develop(Stream file, CancellationToken cancel)
    {
        // A place is taken once the file is here, so that who sends slowly keeps nobody waiting.
        if (await Arrived(file, cancel) is not { } bytes)
            return new Refusal("too_slow", "The picture took too long to arrive. Send it again, from where the connection is better.", PhotoInput.Field, StatusCodes.Status408RequestTimeout);
        await _places.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => CleanPicture.Of(bytes, Limits), cancel);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<byte[]?> Arrived(Stream file, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(s_longestArrival, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return await ReadSome(file, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    // One byte more than is taken is enough to tell that it is too large.
    private async Task<byte[]> ReadSome(Stream file, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        var part = new byte[81920];
        while (memory.Length <= Limits.MaxBytes && await file.ReadAsync(part, cancel) is > 0 and var read) memory.Write(part, 0, read);
        return memory.ToArray();
    }
}
