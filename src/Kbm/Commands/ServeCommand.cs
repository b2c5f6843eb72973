using System.CommandLine;
using System.Net.Sockets;
using Kbm.Data;

namespace Kbm.Commands;

/// <summary><c>kbm serve</c>: the server.</summary>
internal static class ServeCommand
{
    private static readonly Option<int> s_port = new("--port") { Description = "The port to listen on, on this machine only.", DefaultValueFactory = _ => 5000 };
    private static readonly Option<string?> s_urls = new("--urls") { Description = "Addresses to listen on instead, such as http://0.0.0.0:8080." };

    public static Command Create()
    {
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
}
