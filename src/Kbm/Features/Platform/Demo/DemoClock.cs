namespace Kbm.Features.Platform.Demo;

/// <summary>Stands at the moment of the act that is being told.</summary>
internal sealed class DemoClock(DateTime now) : TimeProvider
{
    public DateTime Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
}
