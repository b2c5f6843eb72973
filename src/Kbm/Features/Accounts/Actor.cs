namespace Kbm.Features.Accounts;

/// <summary>Who does an act: the user's id in the catalog and the name at the time.</summary>
public sealed record Actor(long UserId, string Name)
{
    /// <summary>The run that the act is a part of.</summary>
    public long? RunId { get; init; }

    /// <summary>The operator at the command line.</summary>
    public static readonly Actor CommandLine = new(0, "KBM");
}
