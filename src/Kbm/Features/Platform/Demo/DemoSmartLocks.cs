using System.Globalization;
using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Secrets;
using Kbm.Features.Shared;
using Kbm.Features.SmartLocks;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Platform.Demo;

/// <summary>Smart locks on some doors of a demo company, a few of which have had a new code since.</summary>
internal sealed class DemoSmartLocks(Store<TenantDb> store, SaveSmartLock save, ChangeCode change, IReadOnlyList<Actor> staff, DemoClock clock)
{
    private const int LocksPerChange = 5;
    private static readonly (string Provider, string Model, string Serial, string Instructions)[] s_systems =
    [
        ("Schlage", "Encode Plus", "SE", "Press the Schlage button, then the code.\nBattery: four AA, behind the inside cover."),
        ("SmartRent", "Alloy Hub lock", "SR", "Wake it with the palm of your hand, then enter the code and the check mark."),
        ("igloohome", "Deadbolt 2S", "IG", "Touch it, enter the code, then the lock sign.\nA dead battery is bridged by a 9 V block at the two contacts below."),
        ("Yale", "Assure 2", "YA", "Cover the keypad with your hand, then enter the code and #."),
    ];

    public async Task Add(int count)
    {
        var doors = await Doors(count);
        for (var i = 0; i < doors.Count; i++)
        {
            clock.Now = clock.Now.AddMinutes(2);
            var (provider, model, serial, instructions) = s_systems[i % s_systems.Length];
            var added = Expect(await save.Add(staff[i % staff.Count], new()
            {
                Label = doors[i].Unit is { } unit ? $"{unit} front door" : "Entrance",
                PropertyId = doors[i].Property,
                UnitId = doors[i].UnitId,
                Provider = provider,
                Model = model,
                Serial = string.Create(CultureInfo.InvariantCulture, $"{serial}-{410_000 + i * 7919 % 90_000}"),
                Instructions = instructions,
                LockCode = Digits(i, 104_729),
                BackupCode = i % 2 == 0 ? Digits(i, 611_953) : null,
                PairingCode = i % 3 == 0 ? Digits(i, 821_641) : null,
            }));
            if (i % LocksPerChange == 0)
                Expect(await change.Run(staff[^1], added.Code, new() { NewCode = Digits(i, 15_485_863), Reason = "The resident before moved out" }));
        }
    }

    private Task<List<(long Property, long? UnitId, string? Unit)>> Doors(int count) => store.Read(async db =>
    {
        var units = await db.Units.Where(u => u.PropertyId % 3 == 1).OrderBy(u => u.PropertyId).ThenBy(u => u.SortKey)
            .Select(u => new { u.PropertyId, u.Id, u.Label }).ToListAsync();
        return units.GroupBy(u => u.PropertyId).SelectMany(p => p.Take(3)).Take(count)
            .Select((u, i) => i % 4 == 0 ? (u.PropertyId, (long?)null, (string?)null) : (u.PropertyId, u.Id, u.Label)).ToList();
    });

    private static string Digits(int i, int step) => ((i + 1L) * step % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);

    private static T Expect<T>(Outcome<T> outcome) => outcome.IsRefused ? throw new InvalidOperationException(outcome.Refusals[0].Sentence) : outcome.Value;
}
