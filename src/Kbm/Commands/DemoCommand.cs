using System.CommandLine;

namespace Kbm.Commands;

/// <summary><c>kbm demo</c>: the demo companies.</summary>
internal static class DemoCommand
{
    public static Command Create() => new("demo", "Makes the demo companies.");
}
