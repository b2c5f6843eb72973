using System.Data.Common;
using System.Globalization;
using System.Net.Http.Json;
using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Photos;
using Kbm.Features.Properties;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Promises;

/// <summary>
/// A server of their own with an empty company, whose people snoop, and a full one. Everything of the full one has the number 9,
/// which nothing of the empty one has, and carries a word that must never be seen elsewhere.
/// </summary>
public sealed class TwoCompanies : IAsyncLifetime
{
    public const string Canary = "zqcanary";
    public const int Number = 9;
    private const string Findable = "Peregrine";

    public TestApp App { get; private set; } = null!;
    public Company Snooping { get; private set; } = null!;
    public Company Full { get; private set; } = null!;
    /// <summary>A photo of KA009.</summary>
    public Photo Photo { get; private set; } = null!;
    internal IReadOnlyList<AppRoute> Routes { get; private set; } = [];

    /// <summary>What may never be seen by anybody of the snooping company.</summary>
    public string[] Secrets => [Canary, Full.Tenant.Slug, $"{Full.Tenant.Id:N}", $"{Full.Tenant.Id}"];

    /// <summary>A query that points at things of the full company by every name that a page or endpoint reads.</summary>
    public static string Query { get; } = string.Join('&', Fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"));

    public static IEnumerable<KeyValuePair<string, string>> Fields =>
    [
        .. new[] { "id", "to", "contact", "contactId", "holderId", "property", "propertyId", "unit", "unitId", "user", "userId", "back", "masterKeyId", "ownerId" }
            .SelectMany(name => new[] { name, "Input." + name }, (_, name) => KeyValuePair.Create(name, $"{Number}")),
        .. new[] { "code", "add", "out", "item", "key", "master", "Input.MasterKey" }.Select(name => KeyValuePair.Create(name, "KA009")),
        .. new[] { "receipt", "done", "number" }.Select(name => KeyValuePair.Create(name, "R-000009")),
        new("q", Findable), new("search", Findable), new("line", "KA009*1"), new("line", "b9*1"), new("do", "back:9"), new("open", "true"), new("token", "9"), new("hook", "9"), new("like", "9"), new("planned", "9"),
    ];

    public async ValueTask InitializeAsync()
    {
        App = await TestApp.Start();
        Snooping = await App.NewCompany("Lakeside Homes");
        Full = await App.NewCompany($"Harbor {Canary}", "harborzq");
        for (var n = 1; n <= Number; n++) await Fill($"{Findable} {Canary} {n}");
        Photo = await Full.AddPhoto(new(Item: "KA009"), Canary);
        Routes = AppRoute.Of(App);
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null) await App.DisposeAsync();
    }

    /// <summary>The addresses of a route at the full company's things; none if it has no parameter.</summary>
    internal IEnumerable<string> Targets(AppRoute route)
    {
        var paths = new[] { Number, Full.Dee.Id }.Select(id => route.With(name => name switch
        {
            "code" => "KA009",
            "number" => "R-000009",
            "hash" => Photo.Hash,
            "photo" => Photo.Id.ToString(),
            "documentName" => "v1",
            _ => id.ToString(CultureInfo.InvariantCulture),
        }));
        return paths.OfType<string>().Distinct();
    }

    /// <summary>A body that names the full company's things.</summary>
    internal static HttpContent Body(AppRoute route, string formToken) => route.IsApi
        ? JsonContent.Create(new
        {
            holder = new { contactId = Number },
            broughtBy = new { contactId = Number },
            lines = new[] { new { code = "KA009", quantity = 1, checkoutId = Number } },
            type = "Key",
            label = "Attic",
            propertyId = Number,
            unitId = Number,
            property = Number,
            masterKey = "KA009",
            name = "Tests",
        })
        : new FormUrlEncodedContent([.. Fields, new("__RequestVerificationToken", formToken)]);

    /// <summary>Every row of every table of the full company.</summary>
    public Task<string> Everything() => Full.Read(async db =>
    {
        var rows = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Order(StringComparer.Ordinal))
            rows.AddRange(await Rows(db, table));
        return string.Join('\n', rows);
    });

    private static async Task<List<string>> Rows(TenantDb db, string table)
    {
        await db.Database.OpenConnectionAsync();
        var rows = new List<string>();
        await using (var command = db.Database.GetDbConnection().CreateCommand())
        {
            command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY 1";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) rows.Add($"{table}: {string.Join('|', Values(reader))}");
        }
        await db.Database.CloseConnectionAsync();
        return rows;
    }

    private static object[] Values(DbDataReader reader)
    {
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }

    private async Task Fill(string name)
    {
        await Full.AddContact(name, ContactKind.Resident, phone: $"555 {Canary}");
        var property = await Full.AddProperty(name, $"4 {Canary} Street");
        var unit = await Full.AddUnit(property, Canary);
        var key = await Full.AddKey(name, copies: 2, property, unit, hook: Canary);
        await Full.CheckOut($"Holder {Canary}", key);
        await Full.Count(await Full.StartAudit(), Canary, key.Code, 2);
        await Full.Step(await Full.StartAudit(new() { Scope = "Property", PropertyId = property.Id }), Kbm.Features.Audits.AuditStepKind.Finished);
        Company.Expect(await Full.Do((Kbm.Features.Audits.PlanAudit act) => act.Run(Full.Dee.Actor, new() { Scope = "Property", PropertyId = property.Id, Day = "2030-02-01" })));
    }
}
