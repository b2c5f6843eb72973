using System.CommandLine;
using System.Data.Common;
using Kbm.Data;
using Microsoft.Extensions.Options;

namespace Kbm.Commands;

/// <summary>The commands of the <c>kbm</c> executable. Exit codes: 0 done, 1 refused or failed with one sentence, 2 wrong usage.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    public static readonly Option<DirectoryInfo> Data = new("--data")
    {
        Description = "The folder that holds the databases (SQLite) and the deployment's secrets.",
        DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable("KBM_DATA") is { Length: > 0 } folder ? folder : "data"),
        Recursive = true,
    };

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("KBM, the Key & Lockbox Management system.")
        {
            Data, ServeCommand.Create(), DemoCommand.Create(), TenantCommand.Create(), UserCommand.Create(), KeysCommand.Create(), ImportCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Run kbm --help to see what there is.");
            return WrongUsage;
        }
        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        }
        catch (Exception failure) when (Sentence(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Failed;
        }
    }

    /// <summary>Prints why a command was not done.</summary>
    public static async Task<int> Refuse(IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals) await Console.Error.WriteLineAsync(refusal.Sentence);
        return Failed;
    }

    /// <summary>What the operator can do something about, in one line; null for what is a defect of KBM and shows where.</summary>
    private static string? Sentence(Exception failure) => failure switch
    {
        CannotStartException => failure.Message,
        OptionsValidationException wrong => $"The configuration is wrong: {string.Join(' ', wrong.Failures)}",
        InvalidDataException or InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => $"The configuration is wrong: {Line(failure)}",
        DbException or IOException or UnauthorizedAccessException => $"The data cannot be read or written: {Line(failure)}",
        _ => null,
    };

    private static string Line(Exception failure) => failure.Message.ReplaceLineEndings(" ").Trim();
}
