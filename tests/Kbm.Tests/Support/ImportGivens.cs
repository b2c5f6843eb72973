using System.Net;
using System.Text;
using System.Text.Json;

namespace Kbm.Tests.Support;

public sealed partial class Company
{
    /// <summary>Sends a sheet by the API; an import that is refused throws.</summary>
    public async Task<ApiAnswer> SendSheet(string csv, string name = "sheet.csv", string? kind = null)
    {
        var answer = await SendFile(Encoding.UTF8.GetBytes(csv), name, kind);
        return answer.Status == HttpStatusCode.Created ? answer : throw new InvalidOperationException($"{(int)answer.Status}: {answer.Text}");
    }

    public Task<ApiAnswer> SendFile(byte[] file, string name, string? kind = null) =>
        Api.Post($"/api/v1/imports?name={Uri.EscapeDataString(name)}{(kind is null ? "" : $"&kind={kind}")}", new ByteArrayContent(file));

    /// <summary>Waits until every row of an import has been judged.</summary>
    public async Task<JsonElement> UntilJudged(ApiAnswer import)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var now = (await Api.Get($"/api/v1/imports/{import["id"]}")).Json;
            if (now.GetProperty("stage").GetString() != "Judging") return now;
            if (patience.IsCancellationRequested) throw new TimeoutException($"The rows are not judged: {now}");
            await Task.Yield();
        }
    }

    /// <summary>Starts the run of an import and waits until it has ended.</summary>
    public async Task<JsonElement> RunImport(ApiAnswer import, bool goodRows = false, string act = "run")
    {
        var id = import.Json.GetProperty("id").GetInt64();
        var started = await Api.Post($"/api/v1/imports/{id}/{act}", act == "run" ? new { goodRows } : null);
        return (await Ended(started)).Json;
    }

    /// <summary>Waits until the run that was started has ended.</summary>
    public async Task<ApiAnswer> Ended(ApiAnswer started)
    {
        if ((int)started.Status >= 300) throw new InvalidOperationException($"{(int)started.Status}: {started.Text}");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var run = await Api.Get($"/api/v1/runs/{started.Json.GetProperty("id").GetInt64()}");
            if (run.Json.GetProperty("endedAt").ValueKind != JsonValueKind.Null) return run;
            if (patience.IsCancellationRequested) throw new TimeoutException($"The run does not end: {run.Text}");
            await Task.Yield();
        }
    }
}
