using System.Globalization;
using Kbm.Data;
using Kbm.Features.Activity;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Properties;
using Kbm.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Support;

public sealed partial class Company
{
    /// <summary>Sam moves a key; a refusal is an answer like any other.</summary>
    public Task<Outcome<Key>> Move(string code, string? master) => Do((SaveKey act) => act.Move(Sam.Actor, code, master));

    /// <summary>Puts keys under a master; a refusal throws.</summary>
    public async Task PutUnder(Key master, params Key[] keys)
    {
        foreach (var key in keys) Expect(await Move(key.Code, master.Code));
    }

    /// <summary>So many keys, each under the one before it, in one write.</summary>
    public Task<List<Key>> AddChain(int count, Property? property = null) => Write(async db =>
    {
        var place = await db.Properties.Include(p => p.Addresses).SingleOrDefaultAsync(p => property != null && p.Id == property.Id);
        var chain = new List<Key>();
        for (var n = 0; n < count; n++)
        {
            var label = string.Create(CultureInfo.InvariantCulture, $"Level {n}");
            chain.Add(new Key(await db.NextCode(ItemKind.Key), Now, new(new(label) { Copies = 1, Property = place }, chain.LastOrDefault())));
        }
        db.Items.AddRange(chain);
        await db.IndexItems(chain);
        foreach (var key in chain) db.Record(Dee.Actor, Now, ActivityVerb.Added, Sentences.Added(key), KeepItems.About(key));
        return chain;
    });
}
