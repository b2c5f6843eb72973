using System.Net;
using Kbm.Features.Items;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Keys;

public sealed class MoveKeyTests(TestApp app)
{
    [Fact]
    public async Task A_key_is_moved_from_its_page_and_the_record_says_from_where_to_where()
    {
        var company = await app.NewCompany();
        var (building, grand, door) = (await company.AddKey("Building master"), await company.AddKey("Grand master"), await company.AddKey("4B door"));
        await company.PutUnder(building, door);

        var page = await (await company.Staff.Page($"/keys/{door.Code}")).Submit("#move", ("Input.MasterKey", " ka002 "));

        page.Url.AbsolutePath.ShouldBe("/keys/KA003");
        page.Text.ShouldContain("KA003 is under KA002.");
        page.Texts(".facts dd").ShouldContain("KA002 Grand master of 1 key");
        var entry = await company.Read(db => db.Activity.OrderBy(a => a.Id).LastAsync(a => a.ItemId == door.Id));
        entry.Sentence.ShouldBe("Changed KA003: master key from KA001 to KA002.");
        entry.UserName.ShouldBe(company.Sam.Name);
    }

    [Fact]
    public async Task Without_a_code_it_is_under_none_and_its_own_keys_stay_below_it()
    {
        var company = await app.NewCompany();
        var chain = await company.AddChain(3);

        var page = await (await company.Staff.Page("/keys/KA002/tree")).Submit("#move", ("Input.MasterKey", ""));

        page.Url.AbsolutePath.ShouldBe("/keys/KA002/tree");
        page.Text.ShouldContain("KA002 is under no master.");
        page.Texts(".tree li").ShouldBe(["KA002 Level 1 1 key KA003 Level 2", "KA003 Level 2"]);
        (await company.Read(db => db.Keys.Where(k => k.Id == chain[2].Id).Select(k => k.MasterKeyId).SingleAsync())).ShouldBe(chain[1].Id);
    }

    [Theory]
    [InlineData("KA003", HttpStatusCode.Conflict, "KA003 cannot be the master of KA001, because it is below it: KA003 under KA002 under KA001.")]
    [InlineData("ka001", HttpStatusCode.Conflict, "KA001 cannot be its own master.")]
    [InlineData("KA004", HttpStatusCode.BadRequest, "KA004 is retired; choose another master.")]
    [InlineData("KA999", HttpStatusCode.BadRequest, "There is no key KA999.")]
    [InlineData("LBA001", HttpStatusCode.BadRequest, "There is no key LBA001.")]
    [InlineData("<b>' OR 1=1 --</b>", HttpStatusCode.BadRequest, "There is no key <B>' OR 1=1 ….")]
    public async Task A_master_that_cannot_be_is_refused_at_the_field_with_what_was_typed_kept(string master, HttpStatusCode status, string sentence)
    {
        var company = await app.NewCompany();
        await company.AddChain(3);
        await company.AddLockbox();
        var retired = await company.AddKey("Old master");
        Company.Expect(await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, retired.Code)));

        foreach (var from in new[] { "/keys/KA001", "/keys/KA001/tree" })
        {
            var page = await (await company.Staff.Page(from)).Submit("#move", ("Input.MasterKey", master));

            page.Status.ShouldBe(status);
            page.Texts(".field.invalid .error").ShouldBe([sentence]);
            page.Document.QuerySelector("[name='Input.MasterKey']")!.GetAttribute("value").ShouldBe(master);
        }
        (await company.Read(db => db.Keys.Where(k => k.Code == "KA001").Select(k => k.MasterKeyId).SingleAsync())).ShouldBeNull();
    }

    [Fact]
    public async Task A_loop_is_refused_however_long_it_is_and_its_ends_are_named()
    {
        var company = await app.NewCompany();
        await company.AddChain(150);

        var refusal = (await company.Move("KA001", "KA150")).Refusals.ShouldHaveSingleItem();

        refusal.Code.ShouldBe("master_loop");
        refusal.Sentence.ShouldBe("KA150 cannot be the master of KA001, because it is below it: "
            + "KA150 under KA149 under KA148 under KA147 under 143 more under KA003 under KA002 under KA001.");
    }

    [Fact]
    public async Task A_key_stays_under_a_master_that_has_been_retired_since()
    {
        var company = await app.NewCompany();
        var (master, door) = (await company.AddKey("Master"), await company.AddKey("Door"));
        await company.PutUnder(master, door);
        Company.Expect(await company.Do((RetireItem act) => act.Retire(company.Dee.Actor, master.Code)));

        (await company.Move(door.Code, master.Code)).IsRefused.ShouldBeFalse();

        (await company.Read(db => db.Activity.CountAsync(a => a.ItemId == door.Id))).ShouldBe(2);
    }

    [Fact]
    public async Task A_user_sees_the_tree_and_moves_nothing()
    {
        var company = await app.NewCompany();
        await company.AddChain(2);

        var page = await company.UserClient.Page("/keys/KA002/tree");
        var token = (await company.UserClient.Page("/profile")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var moved = await company.UserClient.Post("/keys/KA002/tree", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Input.MasterKey", "")]));

        page.Document.QuerySelector("#move").ShouldBeNull();
        moved.Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_program_moves_a_key_and_reads_its_master()
    {
        var company = await app.NewCompany();
        await company.AddChain(2);
        await company.AddKey("Other master");

        var moved = await company.Api.Ask(HttpMethod.Put, "/api/v1/keys/ka002/master", new { masterKey = "KA003" });
        var read = await company.Api.Get("/api/v1/items/KA002");
        var loop = await company.Api.Ask(HttpMethod.Put, "/api/v1/keys/KA003/master", new { masterKey = "KA002" });
        var freed = await company.Api.Ask(HttpMethod.Put, "/api/v1/keys/KA002/master", new { masterKey = (string?)null });

        (moved.Status, moved["masterKey"], read["masterKey"]).ShouldBe((HttpStatusCode.OK, "KA003", "KA003"));
        (loop.Status, loop["code"]).ShouldBe((HttpStatusCode.Conflict, "master_loop"));
        loop.Json.GetProperty("errors").GetProperty("masterKey")[0].GetString().ShouldBe(loop["title"]);
        freed.Json.GetProperty("masterKey").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("/api/v1/keys/KA001/master", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("/api/v1/keys/KA001/master", """{"masterKey":7}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("/api/v1/keys/KA001/master", """{"masterKey":"KX999"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("/api/v1/keys/KA001/master", "[]", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("/api/v1/keys/KA777/master", """{"masterKey":null}""", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/api/v1/keys/LBA001/master", """{"masterKey":"KA001"}""", HttpStatusCode.NotFound, "not_found")]
    public async Task A_bad_request_to_move_moves_nothing(string path, string body, HttpStatusCode status, string code)
    {
        var company = await app.NewCompany();
        await company.AddKey();
        await company.AddLockbox();

        var answer = await company.Api.Ask(HttpMethod.Put, path, new StringContent(body, null, "application/json"));

        (answer.Status, answer["code"]).ShouldBe((status, code), answer.Text);
        (await company.Read(db => db.Keys.CountAsync(k => k.MasterKeyId != null))).ShouldBe(0);
    }
}
