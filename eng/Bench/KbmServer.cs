using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kbm.Bench;

/// <param name="Ready">From the start of the process to the first 200 of /health/ready.</param>
/// <param name="SignIn">From the start of the process to the first 200 of the sign-in page.</param>
/// <param name="Processor">The processor time that it has used until then.</param>
internal sealed record StartTimes(TimeSpan Ready, TimeSpan SignIn, TimeSpan Processor);

/// <summary>The built server as a process of its own on a free port of this machine.</summary>
internal sealed partial class KbmServer : IAsyncDisposable
{
    private static readonly TimeSpan s_longestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longestAnswer = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly HttpClient _client;
    private long? _lent;

    private KbmServer(Process process, int port)
    {
        (_process, Port) = (process, port);
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectCallback = Connect })
        {
            BaseAddress = new($"http://{Host}"),
            Timeout = s_longestAnswer,
        };
    }

    public int Port { get; }

    public string Host => string.Create(CultureInfo.InvariantCulture, $"{BenchCompany.Slug}.localhost:{Port}");

    public StartTimes Started { get; private set; } = null!;

    /// <summary>The time that the process has kept processors busy.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<KbmServer> Start(string kbm, string data, CancellationToken cancel)
    {
        var port = FreePort();
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(kbm, ["serve", "--urls", $"http://127.0.0.1:{port}", "--data", data])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text) Console.Error.WriteLine(text);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new KbmServer(process, port);
        try
        {
            await server.FirstAnswer("/health/ready", began, cancel);
            var ready = Stopwatch.GetElapsedTime(began);
            await server.FirstAnswer("/sign-in", began, cancel);
            server.Started = new(ready, Stopwatch.GetElapsedTime(began), server.ProcessorTime);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A size in MiB from the kernel's account of the process, such as VmRSS.</summary>
    public double Memory(string size) => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(l => l.StartsWith(size + ":", StringComparison.Ordinal))
        .Select(l => double.Parse(l[(size.Length + 1)..^2].Trim(), CultureInfo.InvariantCulture) / 1024).Single();

    /// <returns>The header that a program sends.</returns>
    public async Task<string> ApiHeader(CancellationToken cancel)
    {
        using var answer = await _client.PostAsJsonAsync("/api/v1/tokens", new { BenchCompany.Email, BenchCompany.Pin, Name = "Measurements" }, cancel);
        if (answer.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException($"No API token: {await answer.Content.ReadAsStringAsync(cancel)}");
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        return $"Authorization: Bearer {body.GetProperty("token").GetString()}";
    }

    /// <returns>The header that a signed-in browser sends.</returns>
    public async Task<string> BrowserHeader(CancellationToken cancel)
    {
        using var form = await _client.GetAsync("/sign-in", cancel);
        var field = FormToken().Match(await form.Content.ReadAsStringAsync(cancel)).Groups["token"].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(
                [new("Email", BenchCompany.Email), new("Pin", BenchCompany.Pin), new("__RequestVerificationToken", field)]),
        };
        request.Headers.Add("Cookie", CookiesOf(form));
        using var answer = await _client.SendAsync(request, cancel);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"The sign-in page answers {answer.StatusCode}.");
        var header = $"Cookie: {CookiesOf(answer)}";
        await ExpectPage("/dashboard", header, cancel);
        return header;
    }

    /// <returns>The bytes of a page.</returns>
    public async Task<long> SizeOf(string path, string cookieHeader, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookieHeader["Cookie: ".Length..]);
        using var answer = await _client.SendAsync(request, cancel);
        return (await answer.Content.ReadAsByteArrayAsync(cancel)).Length;
    }

    /// <summary>Hands a key over or takes it back, after which no answer is remembered.</summary>
    /// <exception cref="InvalidOperationException">The act is refused.</exception>
    public async Task Write(string apiHeader, CancellationToken cancel)
    {
        var body = _lent is { } id
            ? await Send(apiHeader, "/api/v1/checkins", JsonContent.Create(new { Lines = new[] { new { CheckoutId = id } } }), cancel)
            : await Send(apiHeader, "/api/v1/checkouts", JsonContent.Create(new { Holder = new { ContactId = 1 }, Lines = new[] { new { Code = "KA003" } } }), cancel);
        _lent = _lent is null ? body.GetProperty("checkouts")[0].GetProperty("id").GetInt64() : null;
    }

    /// <param name="apiHeader">Who asks.</param>
    /// <param name="path">What.</param>
    /// <param name="body">What is sent; null to ask only.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="InvalidOperationException">It is refused.</exception>
    public async Task<JsonElement> Send(string apiHeader, string path, HttpContent? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = body };
        request.Headers.Add("Authorization", apiHeader["Authorization: ".Length..]);
        using var answer = await _client.SendAsync(request, cancel);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answers {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancel)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
    }

    /// <param name="path">The page.</param>
    /// <param name="cookieHeader">Who asks.</param>
    /// <param name="before">What happens before each time and is not counted.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The median of some answers in a row, in milliseconds, once it is warm.</returns>
    /// <exception cref="InvalidOperationException">The page does not answer 200.</exception>
    public async Task<double> MedianOf(string path, string cookieHeader, Func<Task> before, CancellationToken cancel)
    {
        const int Warming = 40, Counted = 41;
        var times = new List<double>();
        for (var n = 0; n < Warming + Counted; n++)
        {
            await before();
            var began = Stopwatch.GetTimestamp();
            await ExpectPage(path, cookieHeader, cancel);
            if (n >= Warming) times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return times.Order().ElementAt(Counted / 2);
    }

    /// <summary>Asks for a page. wrk counts a redirect to the sign-in page as an answer like any other; this does not.</summary>
    /// <exception cref="InvalidOperationException">The page does not answer 200.</exception>
    public async Task ExpectPage(string path, string cookieHeader, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookieHeader["Cookie: ".Length..]);
        using var answer = await _client.SendAsync(request, cancel);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answers {answer.StatusCode} after signing in.");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task FirstAnswer(string path, long began, CancellationToken cancel)
    {
        while (Stopwatch.GetElapsedTime(began) < s_longestStart && !_process.HasExited)
        {
            try
            {
                using var answer = await _client.GetAsync(path, cancel);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(2, cancel);
        }
        throw new InvalidOperationException($"The server does not come to answer {path}.");
    }

    private static string CookiesOf(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Names under localhost mean this machine, whatever the resolver says.
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormToken();
}
