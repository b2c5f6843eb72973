using System.CommandLine;
using System.Globalization;
using System.Net;

namespace Kbm.Commands;

/// <summary><c>kbm serve</c>: the server.</summary>
internal static class ServeCommand
{
    private const string NoPort = "A port is a number from 1 to 65535.";
    private static readonly Option<int> s_port = new("--port") { Description = "The port to listen on, on this machine only.", DefaultValueFactory = _ => 5000 };
    private static readonly Option<string?> s_urls = new("--urls") { Description = "Addresses to listen on instead, such as http://0.0.0.0:8080." };

    public static Command Create()
    {
        Check(s_port, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort ? null : NoPort);
        Check(s_urls, FaultOf);
        var command = new Command("serve", "Serves the companies of the data folder.") { s_port, s_urls };
        command.SetAction(async (parsed, cancel) =>
        {
            var url = parsed.GetValue(s_urls) ?? $"http://localhost:{parsed.GetValue(s_port)}";
            await using var app = Server.Build(new(parsed.GetRequiredValue(CommandLine.Data).FullName, url));
            await Server.Start(app);
            await Greeting.Print(app);
            await app.WaitForShutdownAsync(cancel);
            return 0;
        });
        return command;
    }

    private static void Check(Option option, Func<string, string?> faultOf) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var given, ..] && faultOf(given.Value) is { } fault) result.AddError(fault);
    });

    /// <summary>What is wrong with addresses to listen on, which semicolons part.</summary>
    private static string? FaultOf(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                if (BindingAddress.Parse(url).Port is < 0 or > IPEndPoint.MaxPort) return NoPort;
            }
            catch (FormatException)
            {
                return $"{url} is no address to listen on; give one such as http://0.0.0.0:8080.";
            }
        }
        return null;
    }
}
