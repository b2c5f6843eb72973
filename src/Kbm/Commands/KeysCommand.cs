using System.CommandLine;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;

namespace Kbm.Commands;

/// <summary><c>kbm keys rotate</c>: a new wrapping for every company's data key.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var rotate = new Command("rotate", "Wraps the data key of every company anew under the present master key. On PostgreSQL the server may go on serving.");
        rotate.SetAction(async (parsed, _) =>
        {
            await using var work = await Workplace.Open(parsed.GetRequiredValue(CommandLine.Data));
            var count = await work.Get<RotateKeys>().Run();
            Console.WriteLine($"The data keys of {Word.Count(count, "company", "companies")} are under the present master key.");
            return 0;
        });
        return new Command("keys", "Keeps the keys under which codes are sealed.") { rotate };
    }
}
