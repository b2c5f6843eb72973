using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Checkouts;

namespace Kbm.Features.Platform.Demo;

/// <summary>Agents put signs up at properties for some weeks; most are up still, some of them too long, a few came back.</summary>
internal sealed class DemoSignStory(WorkTheDesk desk, Actor by, IReadOnlyList<DemoHolder> agents, IReadOnlyList<long> properties)
{
    /// <summary>Two of three signs go out, each on a day of its own before today.</summary>
    public void Plan(IReadOnlyList<string> signs, DateOnly today, Action<DateOnly, Func<Task>> plan)
    {
        for (var i = 0; i < signs.Count; i++)
        {
            if (i % 3 == 2) continue;
            var (sign, n, day) = (signs[i], i, today.AddDays(-30 + (i * 11 % 27)));
            var due = day.AddDays(i % 4 == 0 ? 14 : 35);
            plan(day, async () =>
            {
                var given = await PutUp(sign, n, due);
                if (n % 7 == 3) plan(day.AddDays(3), () => Done(desk.Run(by, new() { Back = [.. given.Out!.Checkouts.Select(c => new ReturnLine(c.Id))] })));
            });
        }
    }

    private Task<DeskReceipts> PutUp(string sign, int n, DateOnly due) => Done(desk.Run(by, new()
    {
        Holder = new(agents[n % agents.Count].Id),
        Out = [new(sign)],
        Purpose = n % 2 == 0 ? "For rent" : "Open house",
        Due = due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        PropertyId = properties[n * 5 % properties.Count],
    }));

    private static async Task<DeskReceipts> Done(Task<Outcome<DeskReceipts>> act)
    {
        var outcome = await act;
        return outcome.IsRefused ? throw new InvalidOperationException(outcome.Refusals[0].Sentence) : outcome.Value;
    }
}
