using System.Diagnostics;
using System.Globalization;

namespace Kbm.Tests.Support;

/// <summary>The built <c>kbm</c> executable as a process of its own.</summary>
internal sealed class KbmProcess : IAsyncDisposable
{
    private readonly Process _process;

    private KbmProcess(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>Runs a command to its end.</summary>
    public static Task<(int Code, string Output, string Errors)> Run(TestDatabase place, params string[] arguments) =>
        Run(place.Folder, place.Settings, arguments);

    public static async Task<(int Code, string Output, string Errors)> Run(string folder, Dictionary<string, string?> settings, params string[] arguments)
    {
        await using var kbm = new KbmProcess(Begin(folder, settings, arguments));
        var errors = kbm._process.StandardError.ReadToEndAsync();
        var output = await kbm._process.StandardOutput.ReadToEndAsync();
        await kbm._process.WaitForExitAsync();
        return (kbm._process.ExitCode, output, await errors);
    }

    /// <summary>Starts the server on a free port and waits until it says where it is.</summary>
    public static async Task<KbmProcess> Serve(TestDatabase place)
    {
        var kbm = new KbmProcess(Begin(place.Folder, place.Settings, ["serve", "--urls", "http://127.0.0.1:0"]));
        while (await kbm._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("KBM is at ", StringComparison.Ordinal)) continue;
            kbm.Port = int.Parse(line[(line.LastIndexOf(':') + 1)..].TrimEnd('/'), CultureInfo.InvariantCulture);
            _ = kbm._process.StandardOutput.ReadToEndAsync();
            _ = kbm._process.StandardError.ReadToEndAsync();
            return kbm;
        }
        throw new InvalidOperationException("kbm serve ended: " + await kbm._process.StandardError.ReadToEndAsync());
    }

    /// <summary>As <c>kill -9</c>: the process gets to do nothing more.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        _process.Dispose();
    }

    private static Process Begin(string folder, Dictionary<string, string?> settings, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "kbm"), [.. arguments, "--data", folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__")] = value;
        return Process.Start(start)!;
    }
}
