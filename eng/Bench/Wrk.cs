using System.Diagnostics;
using System.Globalization;

namespace Kbm.Bench;

/// <param name="Name">What is asked, as the table shows it.</param>
/// <param name="Request">The body of a Lua function that returns one request.</param>
/// <param name="Header">Who asks.</param>
/// <param name="Bar">What KBM means to reach.</param>
internal sealed record Load(string Name, string Request, string Header, string Bar);

/// <param name="PerSecond">Answers without errors in a second.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="Slow">Milliseconds within which 99 of 100 are answered.</param>
/// <param name="Processor">Milliseconds of processor time that the server used for each answer, whoever else asked meanwhile.</param>
/// <param name="Errors">Answers of 400 and above, and broken or timed-out connections.</param>
internal sealed record LoadResult(double PerSecond, double Median, double Slow, double Processor, long Errors);

/// <summary>Loads the server with wrk, whose scripts are written to the scratch folder.</summary>
internal sealed class Wrk(string folder, KbmServer server, BenchCompany company)
{
    private const int Seconds = 4;
    private int _scripts;

    public async Task<LoadResult> Run(Load load, int connections, CancellationToken cancel)
    {
        var script = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"load-{Interlocked.Increment(ref _scripts)}.lua"));
        await File.WriteAllTextAsync(script, Script(load), cancel);
        var before = server.ProcessorTime;
        using var wrk = Process.Start(new ProcessStartInfo("wrk",
            [$"-t{Math.Min(connections, 2)}", $"-c{connections}", $"-d{Seconds}s", "--timeout", "10s", "-s", script,
                "-H", $"Host: {server.Host}", "-H", load.Header, "-H", "Content-Type: application/json",
                $"http://127.0.0.1:{server.Port}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var output = await wrk.StandardOutput.ReadToEndAsync(cancel);
            return Parse(load, output, server.ProcessorTime - before);
        }
        finally
        {
            if (!wrk.HasExited) wrk.Kill();
        }
    }

    private static LoadResult Parse(Load load, string output, TimeSpan processor)
    {
        var line = output.Split('\n').FirstOrDefault(l => l.StartsWith("result ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk says nothing of {load.Name}: {output}");
        var numbers = line.Split(' ').Skip(1).Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        if (numbers[0] == 0) throw new InvalidOperationException($"The server answers {load.Name} with errors only.");
        return new(numbers[0], numbers[1], numbers[2], processor.TotalMilliseconds / numbers[4], (long)numbers[3]);
    }

    // Each thread of wrk has a Lua state of its own and so a random series of its own.
    private string Script(Load load) => $$"""
        local threads = 0
        function setup(thread)
          threads = threads + 1
          thread:set("seed", {{_scripts}} * 100 + threads)
        end
        function init()
          math.randomseed(seed)
        end
        local codes = { {{string.Join(",", company.Keys.Select(k => $"\"{k.Code}\""))}} }
        local contacts = { {{string.Join(",", company.Contacts.Select(c => c.Id))}} }
        local words = { "front", "boiler", "roof", "ga", "mail", "Ana", "Ruiz 7", "winthrop", "zzz" }
        function request()
          {{load.Request}}
        end
        function done(summary, latency)
          local errors = summary.errors
          local bad = errors.status + errors.connect + errors.read + errors.write + errors.timeout
          print(string.format("result %.1f %.3f %.3f %d %d", (summary.requests - errors.status) * 1e6 / summary.duration,
            latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad, summary.requests))
        end
        """;
}
