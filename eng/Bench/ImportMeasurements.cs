using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Kbm.Features.Exports;
using Kbm.Features.Settings;

namespace Kbm.Bench;

/// <summary>A workbook of keys on its way into a company in which somebody else works on: sent, judged and taken in through the API.</summary>
internal sealed class ImportMeasurements(KbmServer server, string sheet, CancellationToken cancel)
{
    public const int Rows = 100_000;
    private const int RowsPerProperty = 500;
    private const int KeysPerUnit = 5;
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);
    private static readonly string[] s_doors = ["Front door", "Back door", "Boiler room", "Mailbox", "Garage"];

    /// <param name="Name">What was done.</param>
    /// <param name="Took">How long it took.</param>
    /// <param name="Processor">The processor time that the server used meanwhile, for others too.</param>
    public sealed record Step(string Name, TimeSpan Took, TimeSpan Processor);

    /// <summary>What somebody else waited for, in milliseconds.</summary>
    public sealed record Waits(IReadOnlyList<double> Pages, IReadOnlyList<double> CheckOuts)
    {
        public static double At(IReadOnlyList<double> waits, double part) => waits.Order().ElementAt((int)(part * (waits.Count - 1)));
    }

    public sealed record Result(IReadOnlyList<Step> Steps, Waits Before, Waits During);

    /// <summary>Writes the workbook with the writer of exports.</summary>
    public static async Task WriteSheet(string path, CancellationToken cancel)
    {
        var company = new CompanySettings { Name = "Bench Homes" };
        var table = new Table
        {
            Name = "keys",
            Title = "Keys",
            Company = company,
            Time = new(company, TimeProvider.System.GetUtcNow().UtcDateTime),
            Columns = [.. ((string[])["Property", "Address", "Unit", "Key", "Cut code", "Hook"]).Select(Text), new TableColumn("copies", "Copies", CellKind.Number)],
            Rows = Enumerable.Range(0, Rows).Select(RowOf).ToAsyncEnumerable(),
        };
        await using var file = File.Create(path);
        await XlsxTable.Write(table, file, cancel);
    }

    /// <exception cref="InvalidOperationException">Not every row was taken in.</exception>
    public async Task<Result> Run()
    {
        var (browser, api) = (await server.BrowserHeader(cancel), await server.ApiHeader(cancel));
        await SomebodyElse(browser, api, Task.Delay(s_calm / 2, cancel));
        var before = await SomebodyElse(browser, api, Task.Delay(s_calm, cancel));
        var import = TakeIn(api);
        var during = await SomebodyElse(browser, api, import);
        return new(await import, before, during);
    }

    private async Task<IReadOnlyList<Step>> TakeIn(string api)
    {
        var steps = new List<Step>();
        var (began, processor) = (Stopwatch.GetTimestamp(), server.ProcessorTime);
        var id = (await server.Send(api, "/api/v1/imports?name=keys.xlsx", new StreamContent(File.OpenRead(sheet)), cancel)).GetProperty("id").GetInt64();
        Done("sending");
        var import = await Until(api, $"/api/v1/imports/{id}", i => i.GetProperty("stage").GetString() == "Review");
        if (import.GetProperty("review").GetProperty("new").GetInt32() != Rows) throw new InvalidOperationException($"The review says: {import.GetProperty("review")}");
        Done("judging");
        var run = await server.Send(api, $"/api/v1/imports/{id}/run", new StringContent("{}", new MediaTypeHeaderValue("application/json")), cancel);
        run = await Until(api, $"/api/v1/runs/{run.GetProperty("id").GetInt64()}", r => r.GetProperty("endedAt").ValueKind != JsonValueKind.Null);
        if (run.GetProperty("changed").GetInt32() != Rows) throw new InvalidOperationException($"The run says: {run}");
        Done("taking in");
        return [.. steps, new("in all", steps.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Took), steps.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Processor))];

        void Done(string name)
        {
            steps.Add(new(name, Stopwatch.GetElapsedTime(began), server.ProcessorTime - processor));
            (began, processor) = (Stopwatch.GetTimestamp(), server.ProcessorTime);
        }
    }

    private async Task<JsonElement> Until(string api, string path, Func<JsonElement, bool> isSo)
    {
        while (true)
        {
            var answer = await server.Send(api, path, null, cancel);
            if (isSo(answer)) return answer;
            await Task.Delay(s_look, cancel);
        }
    }

    /// <summary>Looks at the list of keys and hands a key over or takes it back, with a pause between, as long as something lasts.</summary>
    private async Task<Waits> SomebodyElse(string browser, string api, Task lasts)
    {
        var (pages, checkOuts) = (new List<double>(), new List<double>());
        while (!lasts.IsCompleted)
        {
            pages.Add(await TimeOf(() => server.ExpectPage("/keys", browser, cancel)));
            checkOuts.Add(await TimeOf(() => server.Write(api, cancel)));
            await Task.Delay(s_pause, cancel);
        }
        await lasts;
        return new(pages, checkOuts);
    }

    private static async Task<double> TimeOf(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static object?[] RowOf(int n)
    {
        var (house, door) = Math.DivRem(n, RowsPerProperty);
        var (unit, key) = Math.DivRem(door, KeysPerUnit);
        return [$"Elm Court {Say(house + 1)}", $"{Say(100 + house)} Elm Street", $"{Say(unit / 4 + 1)}{"ABCD"[unit % 4]}", s_doors[key], $"{Say(10_000 + n * 7919L % 90_000)}-{Say(key)}", Say(n + 1), key + 1L];
    }

    private static TableColumn Text(string head) => new(head, head, CellKind.Text);

    private static string Say(long number) => number.ToString(CultureInfo.InvariantCulture);
}
