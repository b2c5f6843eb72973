using System.Globalization;

namespace Kbm.Tests.Support;

/// <summary>How long the trials of the promises go on. The suite has a share of it; <c>KBM_TRIAL</c> multiplies that.</summary>
internal static class Trial
{
    private static readonly int s_times = int.Parse(Environment.GetEnvironmentVariable("KBM_TRIAL") ?? "1", CultureInfo.InvariantCulture);

    public static int Rounds(int usual) => usual * s_times;
}
