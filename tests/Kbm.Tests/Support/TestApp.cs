using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kbm.Commands;
using Kbm.Data;
using Kbm.Features.Runs;
using Kbm.Features.Tenancy;
using Kbm.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(TestApp))]

namespace Kbm.Tests.Support;

/// <param name="Clock">The server's clock; the system's without one.</param>
/// <param name="Database">A place that the caller owns, such as one that two servers share; without it the server has its own.</param>
/// <param name="Settings">Configuration on top of that of all tests.</param>
/// <param name="Configure">Changes to services.</param>
internal sealed record TestAppOptions(
    TimeProvider? Clock = null, TestDatabase? Database = null, Dictionary<string, string?>? Settings = null,
    Action<WebApplicationBuilder>? Configure = null);

/// <summary>
/// The real server on a real database and a real port. One is shared by all tests of a run, which keep apart by each having a
/// company of its own; a test that needs its own clock or settings starts another one.
/// </summary>
public sealed class TestApp : IAsyncLifetime
{
    private static readonly ConcurrentDictionary<string, int> s_numbers = [];
    private readonly TestAppOptions _options;
    private TestDatabase? _own;
    private WebApplication? _app;

    public TestApp() : this(new()) { }

    private TestApp(TestAppOptions options) => _options = options;

    public IServiceProvider Services => App.Services;

    public TestDatabase Database => _options.Database ?? _own!;

    public int Port => new Uri(App.Urls.First()).Port;

    public Store<CatalogDb> Catalog => Services.GetRequiredService<Store<CatalogDb>>();

    internal WebApplication App => _app ?? throw new InvalidOperationException("The server has not been started.");

    internal static async Task<TestApp> Start(TestAppOptions? options = null)
    {
        var app = new TestApp(options ?? new());
        try
        {
            await app.InitializeAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    internal static Task<TestApp> Start(TimeProvider clock) => Start(new TestAppOptions(clock));

    public async ValueTask InitializeAsync()
    {
        if (_options.Database is null) _own = await TestDatabase.Create();
        _app = Server.Build(new(Database.Folder, "http://127.0.0.1:0", Configure));
        await Server.Start(_app);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        if (_own is not null) await _own.DisposeAsync();
    }

    /// <summary>Configures a server on which nothing goes on with runs by itself.</summary>
    internal static void NoWorker(WebApplicationBuilder builder)
    {
        foreach (var worker in builder.Services.Where(s => s.ImplementationType?.BaseType == typeof(TenantWorker)).ToList()) builder.Services.Remove(worker);
    }

    /// <summary>Makes a company with an admin, a staff member and a user, all signed in.</summary>
    public async Task<Company> NewCompany(string name = "Lakeside Homes", string slug = "lakeside")
    {
        var number = s_numbers.AddOrUpdate(slug, 1, (_, last) => last + 1);
        var created = await Services.GetRequiredService<CreateTenant>()
            .Run(string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}"), name);
        if (created.IsRefused) throw new InvalidOperationException(created.Refusals[0].Sentence);
        return await Company.Open(this, TenantInfo.Of(created.Value));
    }

    /// <summary>A client of this host name that keeps cookies and does not follow redirects by itself.</summary>
    public HttpClient Client(string host) => Client(host, Port);

    internal static HttpClient Client(string host, int port)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = new CookieContainer(),
            ConnectCallback = async (context, cancel) => await Connect(context.DnsEndPoint.Port, cancel),
        };
        return new(handler) { BaseAddress = new(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}")) };
    }

    // Names under localhost mean this machine, whatever the resolver says.
    private static async ValueTask<Stream> Connect(int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Kbm:Accounts:HashRounds"] = "1000",
            ["Kbm:Accounts:TriesPerMinute"] = "1000000",
        });
        builder.Configuration.AddInMemoryCollection(Database.Settings);
        builder.Configuration.AddInMemoryCollection(_options.Settings);
        builder.Logging.AddFilter("Kbm", LogLevel.Error);
        if (_options.Clock is { } clock) builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        _options.Configure?.Invoke(builder);
    }
}
