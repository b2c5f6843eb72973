using System.Net;
using Kbm.Features.Secrets;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Secrets;

public sealed class LongCodesTests(TestApp app)
{
    [Fact]
    public async Task A_code_whose_letters_take_too_many_bytes_is_refused_in_a_sentence_and_the_longest_that_fits_is_kept()
    {
        var company = await app.NewCompany();
        Task<ApiAnswer> Add(string qr) => company.Api.Post("/api/v1/items", new { type = "SmartLock", label = "4B front door", pairingQr = qr });

        var (refused, longest, plain) = (await Add(new('é', 200)), await Add(new('é', 160)), await Add(new('x', 300)));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Text.ShouldContain("This is too long to be sealed: it takes 400 bytes of 320");
        (longest.Status, plain.Status).ShouldBe((HttpStatusCode.Created, HttpStatusCode.Created), longest.Text);
        (await company.Read(db => db.Secrets.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_row_of_a_sheet_with_such_a_code_says_so_and_the_others_are_taken_in()
    {
        var company = await app.NewCompany();
        var import = await company.SendSheet($"Name,Pairing QR text\nFront door,{new string('é', 200)}\nBack door,X-HM://0023\n", kind: "SmartLocks");

        var run = await company.RunImport(import, goodRows: true);

        import.Json.GetProperty("review").GetProperty("wrong").GetInt32().ShouldBe(1);
        run.GetProperty("changed").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_may_be_sealed_fits_where_it_is_kept()
    {
        var company = await app.NewCompany();
        var vault = await company.Do(async (CurrentVault vaults) => await vaults.Open());
        int Length(int bytes) => vault.Seal(Guid.NewGuid(), 1, SecretField.PairingQr, new('x', bytes)).Length;

        Length(Secret.MostBytes).ShouldBeLessThanOrEqualTo(Secret.SealedLength);
        Length(Secret.MostBytes + 1).ShouldBeGreaterThan(Secret.SealedLength);
        (await company.Read(db => Task.FromResult(db.Model.FindEntityType(typeof(Secret))!.FindProperty(nameof(Secret.Sealed))!.GetMaxLength()))).ShouldBe(Secret.SealedLength);
    }
}
