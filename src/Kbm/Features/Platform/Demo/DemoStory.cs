using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Lockboxes;
using Kbm.Features.Secrets;
using Kbm.Features.Settings;

namespace Kbm.Features.Platform.Demo;

/// <summary>Five weeks at the desk, told act by act in the order of their times.</summary>
internal sealed class DemoStory(WorkTheDesk desk, DemoClock clock, CompanyTime time, IReadOnlyList<DemoKey> keys, IReadOnlyList<DemoHolder> people)
{
    private const int Days = 35;
    private static readonly string[] s_purposes =
    [
        "Boiler inspection", "Showing", "Leak under the sink", "Annual fire check", "Repainting", "Lock change", "Window repair",
        "Elevator service", "Gutter cleaning", "Pest control", "Meter reading", "Move-in inspection",
    ];

    private readonly Random _dice = new(20261124);
    private readonly PriorityQueue<Func<Task>, DateTime> _acts = new();
    private readonly Dictionary<string, int> _out = [];
    private readonly List<DemoHolder> _borrowers = [.. people.Where(p => p.Kind != ContactKind.Resident)];
    private IReadOnlyList<Actor> _staff = [];

    public async Task Tell(IReadOnlyList<Actor> staff, int loansPerDay)
    {
        _staff = staff;
        PlanAssignments();
        for (var day = time.Today.AddDays(-Days); day <= time.Today; day = day.AddDays(1)) PlanDay(day, loansPerDay);
        while (_acts.TryDequeue(out var act, out var at))
        {
            clock.Now = at;
            await act();
        }
    }

    /// <summary>Some lockboxes go out: half of them are back and have a new code, and somebody has looked up the codes of others.</summary>
    public void PlanLockboxes(IReadOnlyList<DemoLockbox> lockboxes, ChangeCode change, RevealSecret reveal)
    {
        var dice = new Random(lockboxes.Count);
        for (var i = 0; i < lockboxes.Count; i++)
        {
            var box = new DemoKey(lockboxes[i].Code, 1, false);
            var (day, comesBack, who) = (WorkingDay(time.Today.AddDays(-2 - dice.Next(20))), i % 10 < 5, dice.Next(int.MaxValue));
            if (i % 3 == 0) Plan(Opening(day.AddDays(-1), dice), () => reveal.Run(_staff[who % _staff.Count], mayAny: true, box.Code, null));
            if (i % 5 != 0) continue;
            Plan(Opening(day, dice), async () =>
            {
                var given = await HandOver(_borrowers[who % _borrowers.Count], [box], "Showing", comesBack ? WorkingDay(day.AddDays(2)) : WorkingDay(time.Today.AddDays(1)), "Loan");
                if (!comesBack) return;
                Plan(Opening(WorkingDay(day.AddDays(1)), dice), async () =>
                {
                    await TakeBack(given, [box]);
                    await change.Run(_staff[who % _staff.Count], box.Code, new() { NewCode = DemoLockboxes.LockCode(who % 9973), Reason = "Back from a showing" });
                });
            });
        }
    }

    private DateTime Opening(DateOnly day, Random dice) => time.StartOf(day).AddHours(9).AddMinutes(dice.Next(7 * 60));

    /// <summary>Signs go out and come back in the working hours of their days.</summary>
    public void Add(DemoSignStory signs, IReadOnlyList<string> codes) => signs.Plan(codes, time.Today, (day, act) =>
        Plan(time.StartOf(WorkingDay(day)).AddHours(10).AddMinutes(_acts.Count * 7 % 300), act));

    private void PlanAssignments()
    {
        var doors = keys.Where(k => k.IsOfUnit).ToList();
        var residents = people.Where(p => p.Kind == ContactKind.Resident).ToList();
        for (var i = 0; i < residents.Count; i++)
        {
            var (resident, door) = (residents[i], doors[i * doors.Count / residents.Count]);
            Plan(At(WorkingDay(time.Today.AddDays(-Days + i % 20)), 11), () => HandOver(resident, [door], "Resident's key", null, "Assignment"));
        }
    }

    private void PlanDay(DateOnly day, int loans)
    {
        if (day.DayOfWeek == DayOfWeek.Sunday) return;
        if (day.DayOfWeek == DayOfWeek.Saturday) loans = (loans + 2) / 3;
        for (var i = 0; i < loans; i++)
            Plan(At(day, 8), () => Lend(day));
    }

    private async Task Lend(DateOnly day)
    {
        var some = Pick(1 + _dice.Next(3));
        var due = DueOf(day);
        var given = await HandOver(Any(_borrowers), some, Any(s_purposes), due, "Loan");
        if (ComesBack(day, due) is { } at) Plan(at, () => TakeBack(given, some));
    }

    // Loans of the last days run until today more often, so that the dashboard has something to show on any day.
    private DateOnly DueOf(DateOnly day)
    {
        var due = day >= time.Today.AddDays(-2) && day < time.Today && _dice.Next(3) == 0 ? time.Today : day.AddDays(_dice.Next(4));
        return due == time.Today ? due : WorkingDay(due);
    }

    private DateTime? ComesBack(DateOnly day, DateOnly due)
    {
        if (due >= time.Today && _dice.Next(10) < 7) return null;
        if (due >= time.Today.AddDays(-9) && _dice.Next(16) == 0) return null;
        var late = _dice.Next(8) == 0 ? 1 + _dice.Next(3) : 0;
        if (due != day || late > 0) return At(WorkingDay(due.AddDays(late)), 9);
        var minutes = (time.StartOf(day).AddHours(18) - clock.Now).TotalMinutes;
        return clock.Now.AddMinutes(Math.Min(30 + _dice.Next(180), minutes - _dice.Next(25)));
    }

    private static DateOnly WorkingDay(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? day.AddDays(1) : day;

    private async Task<DeskReceipts> HandOver(DemoHolder to, IReadOnlyList<DemoKey> some, string purpose, DateOnly? due, string kind)
    {
        foreach (var key in some) _out[key.Code] = _out.GetValueOrDefault(key.Code) + 1;
        return Done(await desk.Run(Any(_staff), new()
        {
            Holder = new(to.Id),
            Out = [.. some.Select(k => new OutLine(k.Code))],
            Purpose = purpose,
            Due = due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Kind = kind,
        }));
    }

    private async Task TakeBack(DeskReceipts given, IReadOnlyList<DemoKey> some)
    {
        foreach (var key in some) _out[key.Code]--;
        var worn = _dice.Next(25) == 0;
        Done(await desk.Run(Any(_staff), new()
        {
            Back = [.. given.Out!.Checkouts.Select(c => new ReturnLine(c.Id, Condition: worn ? "Worn" : null, Note: worn ? "Sticks in the lock." : null))],
        }));
    }

    private List<DemoKey> Pick(int count)
    {
        var some = new HashSet<DemoKey>();
        while (some.Count < count)
        {
            var key = Any(keys);
            if (_out.GetValueOrDefault(key.Code) < key.Copies) some.Add(key);
        }
        return [.. some];
    }

    /// <summary>Some moment of the working day from this hour on.</summary>
    private DateTime At(DateOnly day, int hour) => time.StartOf(day).AddHours(hour).AddMinutes(_dice.Next((17 - hour) * 60)).AddSeconds(_dice.Next(60));

    private void Plan(DateTime at, Func<Task> act)
    {
        if (at < time.Now) _acts.Enqueue(act, at);
    }

    private T Any<T>(IReadOnlyList<T> from) => from[_dice.Next(from.Count)];

    private static DeskReceipts Done(Outcome<DeskReceipts> outcome) =>
        outcome.IsRefused ? throw new InvalidOperationException(outcome.Refusals[0].Sentence) : outcome.Value;
}
