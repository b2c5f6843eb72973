using System.Globalization;
using System.Runtime.InteropServices;

namespace Kbm.Bench;

/// <summary>One run of everything, printed as Markdown while it goes.</summary>
internal sealed class Measurements(string kbm, string folder, CancellationToken cancel)
{
    private const int Starts = 3;
    private const int RawGroup = 64;
    private const int SmallCompany = 1000;
    private const int LargeCompany = 100_000;
    private const int KeysPerLoan = 20;
    private const int KeysPerProperty = 500;
    private const string StartBar = "750";
    private const string MemoryBar = "150";
    private const string ImportBar = "20";
    private const string ImportMemoryBar = "500";
    private static readonly int[] s_connections = [1, 16, 32, 64];
    private readonly string _data = Path.Combine(folder, "data");
    private readonly string _copy = Path.Combine(folder, "raw.db");
    private readonly Dictionary<int, double> _checkOuts = [];

    public async Task Run()
    {
        var company = await BenchCompany.Make(_data);
        File.Copy(company.Database, _copy);
        Say($"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; "
            + $"{BenchCompany.KeyCount} keys, {BenchCompany.ContactCount} contacts, {BenchCompany.LoanCount} open loans. Load before: {LoadAverage()}.");
        for (var n = 1; n < Starts; n++) await using (var early = await KbmServer.Start(kbm, _data, cancel)) SayStart(early, isFirst: n == 1);
        await using (var server = await KbmServer.Start(kbm, _data, cancel))
        {
            SayStart(server, isFirst: false);
            var atStart = server.Memory("VmRSS");
            await MeasureServer(server, company);
            Table("Resident memory (MiB)", "after the start", "after the load", "at most", "bar");
            Row(Number(atStart), Number(server.Memory("VmRSS")), Number(server.Memory("VmHWM")), MemoryBar);
        }
        Compare(company);
        Say($"\nLoad after: {LoadAverage()}.");
    }

    private async Task MeasureServer(KbmServer server, BenchCompany company)
    {
        var browser = await server.BrowserHeader(cancel);
        var dashboard = new Load("GET /dashboard", """return wrk.format("GET", "/dashboard")""", browser, "4,000 per second");
        var list = new Load("GET /keys", """return wrk.format("GET", "/keys")""", browser, "5 ms");
        var suggest = new Load("GET /desk/suggest?q=…", """
            local q = words[math.random(#words)]
            if math.random(2) == 1 then q = codes[math.random(#codes)] end
            return wrk.format("GET", "/desk/suggest?q=" .. q:gsub(" ", "+"))
            """, browser, "5 ms");
        var checkOut = new Load("POST /api/v1/checkouts", """
            local body = string.format('{"holder":{"contactId":%d},"lines":[{"code":"%s"}]}',
              contacts[math.random(#contacts)], codes[math.random(#codes)])
            return wrk.format("POST", "/api/v1/checkouts", nil, body)
            """, await server.ApiHeader(cancel), "5,000 per second");
        Table("Size of a page (KiB)", "page", "size", "bar");
        Row("/keys, 50 rows", Number(await server.SizeOf("/keys", browser, cancel) / 1024.0), "40");
        var wrk = new Wrk(folder, server, company);
        Table("Requests", "request", "connections", "per second", "p50 ms", "p99 ms", "processor ms each", "errors", "bar");
        foreach (var load in (Load[])[dashboard, list, suggest, checkOut])
        {
            for (var warming = 0; warming < 2; warming++) await wrk.Run(load, 16, cancel);
            foreach (var connections in s_connections)
            {
                var result = await wrk.Run(load, connections, cancel);
                SayLoad(load.Name, connections, result, load.Bar);
                if (load == checkOut) _checkOuts[connections] = result.PerSecond;
            }
        }
        await Mix(wrk, checkOut, dashboard);
    }

    /// <summary>Lists and pages of a small company and of one a hundred times its size, asked for one after the other.</summary>
    public async Task MeasureSizes()
    {
        string[] paths =
        [
            "/keys", "/keys?page=20", "/keys?sort=label", "/keys?sort=-last", "/keys?sort=due", "/keys?out=true", "/keys?state=available", "/keys?q=boiler", "/keys?property=1",
            "/keys/KA001", "/keys/KA002", "/keys/KA001/tree", "/properties/1", "/properties/1?tab=doors", "/lockboxes", "/codes", "/activity",
        ];
        var (small, large) = (await Medians(SmallCompany, paths), await Medians(LargeCompany, paths));
        Table($"Pages of a company of {Number(LargeCompany)} keys against one of {Number(SmallCompany)} on {BenchDatabase.Name} (ms, median)",
            "page", $"first after a write, {Number(SmallCompany)}", Number(LargeCompany), "ratio", $"asked again, {Number(SmallCompany)}", Number(LargeCompany), "ratio", "bar");
        foreach (var (path, few, many) in paths.Zip(small, large))
            Row(path, Fine(few.First), Fine(many.First), Fine(many.First / few.First), Fine(few.Again), Fine(many.Again), Fine(many.Again / few.Again), "2.0");
    }

    private async Task<IReadOnlyList<(double First, double Again)>> Medians(int keys, string[] paths)
    {
        var data = Path.Combine(folder, $"company-{keys}");
        await BenchDatabase.Empty($"company_{keys}", cancel);
        await BenchCompany.Make(data, keys, keys / KeysPerLoan, KeysPerProperty);
        await using var server = await KbmServer.Start(kbm, data, cancel);
        var (browser, api) = (await server.BrowserHeader(cancel), await server.ApiHeader(cancel));
        var medians = new List<(double, double)>();
        foreach (var path in paths)
            medians.Add((await server.MedianOf(path, browser, () => server.Write(api, cancel), cancel), await server.MedianOf(path, browser, () => Task.CompletedTask, cancel)));
        return medians;
    }

    /// <summary>A large workbook sent to a small company, and what somebody else there waits meanwhile.</summary>
    public async Task MeasureImport()
    {
        var (data, sheet) = (Path.Combine(folder, "company-import"), Path.Combine(folder, "keys.xlsx"));
        await BenchDatabase.Empty("company_import", cancel);
        await BenchCompany.Make(data, SmallCompany, SmallCompany / KeysPerLoan, KeysPerProperty);
        await ImportMeasurements.WriteSheet(sheet, cancel);
        await using var server = await KbmServer.Start(kbm, data, cancel);
        var load = LoadAverage();
        var result = await new ImportMeasurements(server, sheet, cancel).Run();
        Table($"{Number(ImportMeasurements.Rows)} keys from a workbook of {Number(new FileInfo(sheet).Length / 1024.0)} KiB on {BenchDatabase.Name} (seconds)", "step", "time", "processor time", "bar");
        foreach (var step in result.Steps) Row(step.Name, Fine(step.Took.TotalSeconds), Fine(step.Processor.TotalSeconds), step == result.Steps[^1] ? ImportBar : "");
        Table("Somebody else meanwhile (ms)", "request", "median before", "median during", "p99 before", "p99 during", "times");
        SayWaits("GET /keys", result.Before.Pages, result.During.Pages);
        SayWaits("POST /api/v1/checkouts, checkins", result.Before.CheckOuts, result.During.CheckOuts);
        Table("Resident memory (MiB)", "at most", "bar");
        Row(Number(server.Memory("VmHWM")), ImportMemoryBar);
        Say($"\nLoad before: {load}, after: {LoadAverage()}.");
    }

    private static void SayWaits(string request, IReadOnlyList<double> before, IReadOnlyList<double> during) => Row(
        request, Fine(Median(before)), Fine(Median(during)), Fine(Slow(before)), Fine(Slow(during)), Number(during.Count));

    private static double Median(IReadOnlyList<double> waits) => ImportMeasurements.Waits.At(waits, 0.5);

    private static double Slow(IReadOnlyList<double> waits) => ImportMeasurements.Waits.At(waits, 0.99);

    // Alone, the dashboard is answered from memory after the first time; a write makes it read again.
    private async Task Mix(Wrk wrk, Load checkOut, Load dashboard)
    {
        var writing = wrk.Run(checkOut, 16, cancel);
        var reading = wrk.Run(dashboard, 16, cancel);
        SayLoad(dashboard.Name + ", with the line below", 16, await reading, "");
        SayLoad(checkOut.Name + ", with the line above", 16, await writing, "");
    }

    private void Compare(BenchCompany company)
    {
        using var raw = new RawSqlite(_copy, company, TimeProvider.System.GetUtcNow().UtcDateTime);
        var alone = raw.Run(1, cancel);
        var grouped = raw.Run(RawGroup, cancel);
        Table("Durable check-outs against SQLite alone", ["SQLite alone", "per second", .. s_connections.Select(c => $"KBM, connections: {c}")]);
        Row(["one per transaction", Number(alone), .. s_connections.Select(c => Percent(_checkOuts[c] / alone))]);
        Row([$"{RawGroup} per transaction", Number(grouped), .. s_connections.Select(c => Percent(_checkOuts[c] / grouped))]);
    }

    private static void SayStart(KbmServer server, bool isFirst)
    {
        if (isFirst) Table("Start to the first 200 (ms)", "/health/ready", "/sign-in", "processor time", "bar");
        Row(Number(server.Started.Ready.TotalMilliseconds), Number(server.Started.SignIn.TotalMilliseconds), Number(server.Started.Processor.TotalMilliseconds), StartBar);
    }

    private static void SayLoad(string name, int connections, LoadResult result, string bar) => Row(
        name, Number(connections), Number(result.PerSecond), Fine(result.Median), Fine(result.Slow), Fine(result.Processor), Number(result.Errors), bar);

    private static void Table(string title, params IReadOnlyList<string> columns)
    {
        Say($"\n### {title}\n");
        Row(columns);
        Row([.. columns.Select(_ => "---")]);
    }

    private static void Row(params IEnumerable<string> cells) => Say($"| {string.Join(" | ", cells)} |");

    private static void Say(string line) => Console.WriteLine(line);

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Fine(double value) => value.ToString("#,0.0", CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string LoadAverage() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
}
