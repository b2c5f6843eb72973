using System.Globalization;
using System.Net;
using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Properties;
using Kbm.Features.Sheets.Reading;
using Kbm.Features.Signs;
using Kbm.Features.SmartLocks;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Imports;

/// <summary>What is exported can be imported again unchanged.</summary>
public sealed class RoundTripTests(TestApp app)
{
    /// <summary>In the order in which an empty company needs them: whoever owns comes before what is owned, and boxes before what is in them.</summary>
    private static readonly (string List, string Retired)[] s_lists =
    [
        ("contacts", "retired=yes"), ("properties", "retired=yes"), ("units", "retired=yes"),
        ("lockboxes", "state=retired"), ("keys", "state=retired"), ("sign-pieces", "state=retired"), ("smart-locks", "state=retired"),
    ];

    /// <summary>
    /// What no import brings: who has what and since when, which begins at the desk; what is counted from that; when a thing was added,
    /// which in the other company is now; and the sign that a piece is in, which is built from its pieces.
    /// </summary>
    private static readonly string[] s_left = ["State", "Copies in", "With", "Due", "Added", "Holds now", "Overdue", "Out now"];

    private static readonly JsonSerializerOptions s_json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string s_texts = "=cmd|' /C calc'!A0\n;\t+1 \"quoted\", 'single'; =2\n-3 <b>&amp; _x0041_ 👩‍👩‍👧 é ﷽";

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Lists_that_are_exported_make_the_same_in_an_empty_company_and_change_nothing_in_their_own(string format)
    {
        var company = await Furnished();
        var other = await app.NewCompany();

        foreach (var (list, retired) in s_lists)
            foreach (var file in new[] { await Export(company, list, format), await Export(company, list, format, retired) })
            {
                var own = await Judged(company, await company.SendFile(file, $"{list}.{format}"));
                var import = await Judged(other, await other.SendFile(file, $"{list}.{format}"));
                Verdicts(own).ShouldBe($"{RowsOf(file)} same", list);
                (await Problems(other, import)).ShouldBeEmpty(list);
                if (Count(import, "new") > 0) await other.RunImport(import);
            }

        Alike(await Facts(other, but: other), await Facts(company));
        foreach (var (list, retired) in s_lists)
        {
            Alike(Lines(await Export(other, list, "csv"), but: other), Lines(await Export(company, list, "csv")));
            Alike(Lines(await Export(other, list, "csv", retired), but: other), Lines(await Export(company, list, "csv", retired)));
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task One_sheet_of_all_items_does_it_too_but_for_signs_which_are_built(string format)
    {
        var company = await Furnished();
        var sign = await company.AddSign("Ann Lee");
        var other = await app.NewCompany();
        foreach (var list in (string[])["contacts", "properties", "units"]) await other.RunImport(await Judged(other, await other.SendFile(await Export(company, list, format), $"{list}.{format}")));
        foreach (var (list, retired) in s_lists[..3])
        {
            var gone = await Judged(other, await other.SendFile(await Export(company, list, format, retired), $"{list}.{format}"));
            if (Count(gone, "new") > 0) await other.RunImport(gone);
        }

        var file = await Export(company, "items", format);
        var own = await Judged(company, await company.SendFile(file, $"items.{format}"));
        var import = await Judged(other, await other.SendFile(file, $"items.{format}"));
        var problems = await Problems(other, import);
        await other.RunImport(import, goodRows: true);
        var signs = await Judged(company, await company.SendFile(await Export(company, "assembled-signs", format), $"assembled-signs.{format}"));
        var nowhere = await Judged(other, await other.SendFile(await Export(company, "assembled-signs", format), $"assembled-signs.{format}"));

        Verdicts(own).ShouldBe($"{RowsOf(file)} same");
        problems.ShouldBe([$"There is no sign {sign.Code} yet. Signs are built from their pieces on their own page; an import takes in the pieces."]);
        Alike(await Facts(other, but: other, i => i.RetiredAt == null), await Facts(company, items: i => i.RetiredAt == null && i.Type != ItemType.AssembledSign));
        Verdicts(signs).ShouldBe("1 same");
        (await Problems(other, nowhere)).ShouldBe(problems);
    }

    [Fact]
    public async Task The_demo_company_comes_out_and_in_again_the_same()
    {
        var demo = await Company.OpenDemo(app);
        var other = await app.NewCompany();
        foreach (var (list, retired) in s_lists)
            foreach (var file in new[] { await Export(demo, list, "xlsx"), await Export(demo, list, "xlsx", retired) }.Where(f => RowsOf(f) > 0))
            {
                var own = await Judged(demo, await demo.SendFile(file, $"{list}.xlsx"));
                var import = await Judged(other, await other.SendFile(file, $"{list}.xlsx"));
                Verdicts(own).ShouldBe($"{RowsOf(file)} same", list);
                (await Problems(other, import)).ShouldBeEmpty(list);
                if (Count(import, "new") > 0) await other.RunImport(import);
            }

        Alike(await Facts(other, but: other), await Facts(demo, items: i => i.Type != ItemType.AssembledSign));
        foreach (var (list, _) in s_lists) Alike(Lines(await Export(other, list, "csv"), but: other), Lines(await Export(demo, list, "csv")));
    }

    /// <summary>A company with one of everything that is hard to bring back.</summary>
    private async Task<Company> Furnished()
    {
        var company = await app.NewCompany();
        var dee = company.Dee.Actor;
        async Task<Contact> Person(ContactInput input) => Company.Expect(await company.Do((SaveContact act) => act.Add(dee, input))).Contact;
        await Person(new() { Kind = "Vendor", Name = "Ana Ruiz", Phone = "+1 312 555-0100", Notes = s_texts });
        await Person(new() { Kind = "Resident", Name = "Ana Ruiz", Phone = "ext. 7" });
        await Person(new() { Kind = "Vendor", Name = "ana ruiz", Company = "=Ruiz & Sons", Email = "office@ruiz.example" });
        await Person(new() { Kind = "Vendor", Name = "Bo Lund", Company = "=Ruiz & Sons", Email = "office@ruiz.example" });
        var left = await Person(new() { Kind = "Agent", Name = "Gone Away" });
        await company.Do((RetireContact act) => act.Retire(dee, left.Id));

        async Task<Property> Place(PropertyInput input) => Company.Expect(await company.Do((SaveProperty act) => act.Add(dee, input)));
        var elm = await Place(new()
        {
            Name = "=Elm; -Court",
            Type = "Multifamily",
            Owner = "Mary O'Neil",
            Phone = "ask, at; the \"desk\"",
            Notes = s_texts,
            Addresses =
            [
                new() { Street = "12 Elm St.", City = "New York", State = "New York", PostalCode = "10001" },
                new() { Street = "14 Elm St., rear; \"the barn\"", City = "New York", State = "NY" },
                new() { Street = "=16 Elm St.", PostalCode = "10001-0042" },
                new() { Street = "18 Elm St.", City = "Troy", State = "NY 12180" },
                new() { Street = "-" },
            ],
        });
        var apartments = await Place(new() { Name = "Zapata Apartments", Addresses = [new() { Street = "1 Zapata Way" }] });
        await Place(new() { Name = "Zapata Apts.", Addresses = [new() { Street = "2 Zapata Way" }], Owner = "Ana Ruiz Estates" });
        var closed = await Place(new() { Name = "Closed House", Addresses = [new() { Street = "9 Oak Ave" }, new() { Street = "11 Oak Ave" }] });

        async Task<Unit> Door(Property property, string label, string? notes = null, int? address = null)
        {
            var unit = Company.Expect(await company.Do((SaveUnit act) => act.Add(dee, property.Id, new() { Labels = label, AddressId = address is { } at ? property.Addresses[at].Id : null })))[0];
            return notes is null ? unit : Company.Expect(await company.Do((SaveUnit act) => act.Edit(dee, unit.Id, new() { Label = label, AddressId = unit.AddressId, Notes = notes })));
        }
        var suite = await Door(elm, "Suite 100", s_texts, 1);
        await Door(elm, "100");
        await Door(elm, "#7", address: 4);
        var seven = await Door(elm, "=7", address: 0);
        var single = await Door(apartments, "Unit 2", address: 0);
        await Door(apartments, "0012");
        var walled = await Door(apartments, "Walled up");

        async Task<Lockbox> Box(LockboxInput input) => Company.Expect(await company.Do((SaveLockbox act) => act.Add(dee, input)));
        async Task<Key> NewKey(KeyInput input) => Company.Expect(await company.Do((SaveKey act) => act.Add(dee, input)));
        var gate = await Box(new() { Label = "'=North gate", SupraId = "0042", Spot = "Left; =rail", LockCode = "=0042", PropertyId = elm.Id, UnitId = suite.Id, Hook = "007", Location = "Office", Notes = s_texts });
        var old = await Box(new() { Label = "Old box", LockCode = "9911" });
        await company.Do((RetireItem act) => act.Retire(dee, old.Code));
        var house = await NewKey(new() { Label = "House master", Copies = 500, PropertyId = elm.Id, CutCode = "12 34 56" });
        var floor = await NewKey(new() { Label = "Floor master", MasterKey = house.Code, PropertyId = elm.Id });
        var door = await NewKey(new() { Label = "+1 door _x0041_", Copies = 3, Hook = "@7", MasterKey = floor.Code, PropertyId = elm.Id, UnitId = seven.Id, Notes = s_texts, CutCode = "-77;=1" });
        await NewKey(new() { Label = "TRUE", Hook = "1e3", PropertyId = apartments.Id, UnitId = single.Id, Location = "2026-11-27" });
        await NewKey(new() { Label = "TRUE", Hook = "1e3", PropertyId = apartments.Id, UnitId = single.Id, Location = "2026-11-27" });
        var shed = await NewKey(new() { Label = "Shed", MasterKey = house.Code, PropertyId = closed.Id });
        await NewKey(new() { Label = "Behind the wall", PropertyId = apartments.Id, UnitId = walled.Id });
        var lost = await NewKey(new() { Label = "Lost one", MasterKey = house.Code, PropertyId = apartments.Id, UnitId = walled.Id });
        await company.Do((RetireUnit act) => act.Retire(dee, walled.Id));
        await company.Do((RetireItem act) => act.Retire(dee, lost.Code));
        await company.PutInside(gate, door, shed);
        await company.CheckOut("Ana Ruiz Estates", floor);
        await company.Do((RetireProperty act) => act.Retire(dee, closed.Id));

        async Task<SignPiece> Piece(SignPieceInput input) => Company.Expect(await company.Do((SaveSignPiece act) => act.Add(dee, input)));
        await Piece(new() { PieceType = "StatusRider", RiderText = "=Sold; +now", Label = "Sold rider", Material = "Steel, 2 mm", Condition = "Poor", Hook = "S1", Notes = s_texts, PropertyId = elm.Id });
        await Piece(new() { PieceType = "Other", Label = "Flag", Condition = "Good" });
        var post = await Piece(new() { PieceType = "Post", Label = "Bent post", Condition = "Poor" });
        await company.Do((RetireItem act) => act.Retire(dee, post.Code));

        async Task<SmartLock> Lock(SmartLockInput input) => Company.Expect(await company.Do((SaveSmartLock act) => act.Add(dee, input)));
        await Lock(new()
        {
            Label = "4B front",
            Provider = "Schlage",
            Model = "+Encode",
            Serial = "0007",
            Instructions = s_texts,
            Notes = "a\n\nb",
            LockCode = "002468",
            BackupCode = "@8642",
            PairingCode = "1-2-3",
            PairingQr = "X-HM://0023ISYWY",
            PropertyId = elm.Id,
            UnitId = suite.Id,
        });
        var dead = await Lock(new() { Label = "Dead lock" });
        await company.Do((RetireItem act) => act.Retire(dee, dead.Code));
        return company;
    }

    private static async Task<byte[]> Export(Company company, string list, string format, string query = "")
    {
        var secrets = list is "lockboxes" or "keys" or "smart-locks" or "items";
        var answer = await company.Api.Post($"/api/v1/exports/{list}?{query}", new { format, secrets });
        answer.Status.ShouldBe(HttpStatusCode.OK, list);
        return await answer.Response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Everything that is there already would be changed to what the sheet says, so that "there already" means the same in every field.</summary>
    private static async Task<ApiAnswer> Judged(Company company, ApiAnswer sent)
    {
        sent.Status.ShouldBe(HttpStatusCode.Created, sent.Text);
        return await company.Api.Post($"/api/v1/imports/{sent["id"]}/columns", new { mode = "CreateAndUpdate" });
    }

    private static int Count(ApiAnswer import, string verdict) => import.Json.GetProperty("review").GetProperty(verdict).GetInt32();

    private static string Verdicts(ApiAnswer import) => string.Join(", ", new[] { "new", "change", "same", "duplicate", "wrong" }.Where(v => Count(import, v) > 0).Select(v => $"{Count(import, v)} {v}"));

    private static async Task<List<string?>> Problems(Company company, ApiAnswer import) =>
    [
        .. new[] { "Wrong", "Duplicate", "Change" }.Select(v => company.Api.Get($"/api/v1/imports/{import["id"]}/rows?verdict={v}"))
            .SelectMany(a => a.GetAwaiter().GetResult().Json.GetProperty("rows").EnumerateArray().ToList())
            .SelectMany(r => r.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("sentence").GetString()).Concat(r.GetProperty("makes").EnumerateArray().Select(m => m.GetString()))),
    ];

    private static List<string[]> Cells(byte[] file)
    {
        using var sheet = SheetFile.Open(new MemoryStream(file), "sheet").Value!;
        return [.. sheet.Rows(0).Select(r => r.Cells)];
    }

    private static int RowsOf(byte[] file) => Cells(file).Count - 1;

    private static void Alike(List<string> these, List<string> those)
    {
        those.Except(these).ShouldBeEmpty("is missing");
        these.Except(those).ShouldBeEmpty("is too much");
        these.ShouldBe(those);
    }

    /// <summary>The rows of a sheet, each field with its head, without those of a company's own users.</summary>
    private static List<string> Lines(byte[] file, Company? but = null)
    {
        var cells = Cells(file);
        var users = $"@{but?.Tenant.Slug}.example";
        return
        [
            .. cells.Skip(1).Where(r => !r.Any(c => c.EndsWith(users, StringComparison.Ordinal)))
                .Select(r => string.Join(" | ", r.Select((c, i) => (Head: cells[0][i], Cell: c)).Where(c => c.Cell.Length > 0 && !s_left.Contains(c.Head) && !(c.Head == "Inside" && c.Cell.StartsWith("AS", StringComparison.Ordinal))).Select(c => $"{c.Head}: {c.Cell}")))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What the database has, field by field, so that nothing is overlooked which neither sheet has.</summary>
    private static Task<List<string>> Facts(Company company, Company? but = null, System.Linq.Expressions.Expression<Func<Item, bool>>? items = null) => company.Read(async db =>
    {
        var users = $"@{but?.Tenant.Slug}.example";
        var contacts = await db.Contacts.Where(c => c.Email == null || !c.Email.EndsWith(users)).ToListAsync();
        var properties = await db.Properties.Include(p => p.Addresses.OrderBy(a => a.Id)).Include(p => p.Owner).AsSplitQuery().ToListAsync();
        var units = await db.Units.Include(u => u.Address).Include(u => u.Property).ToListAsync();
        var all = await db.Items.Where(items ?? (i => true)).Include(i => i.Property).Include(i => i.Unit).Include(i => i.InLockbox).Include(i => (i as Key)!.MasterKey).ToListAsync();
        return (List<string>)
        [
            .. contacts.Select(c => $"contact {Json(c.Kind, c.Name, c.Company, c.Email, c.Phone, c.Notes, Day(c.RetiredAt))}").Order(StringComparer.Ordinal),
            .. properties.Select(p => $"property {Json(p.Name, p.Type, p.Owner?.Name, p.Owner?.Kind, p.Phone, p.Notes, Day(p.RetiredAt))} {string.Concat(p.Addresses.Select(a => Json(a.Street, a.City, a.State, a.PostalCode)))}").Order(StringComparer.Ordinal),
            .. units.Select(u => $"unit {Json(u.Property!.Name, u.Label, u.Address?.Street, u.Notes, Day(u.RetiredAt))}").Order(StringComparer.Ordinal),
            .. all.OrderBy(i => i.Code, StringComparer.Ordinal).Select(i => $"{i.Type} {Json(i.Code, i.Label, i.Copies, i.Hook, i.Location, i.Notes, i.Property?.Name, i.Unit?.Label, i.InLockbox?.Code, Day(i.RetiredAt))} {Own(i)}"),
        ];
    });

    private static string Own(Item item) => item switch
    {
        Key key => Json(key.MasterKey?.Code),
        Lockbox box => Json(box.SupraId, box.Spot),
        SignPiece piece => Json(piece.PieceType, piece.RiderText, piece.Material, piece.Condition),
        SmartLock its => Json(its.Provider, its.Model, its.Serial, its.Instructions),
        _ => "",
    };

    private static string? Day(DateTime? at) => at?.AddHours(-6).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Json(params object?[] values) => JsonSerializer.Serialize(values.Select(v => v?.ToString()), s_json);
}
