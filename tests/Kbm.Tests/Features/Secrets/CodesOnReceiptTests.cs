using Kbm.Features.Activity;
using Kbm.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Tests.Features.Secrets;

public sealed class CodesOnReceiptTests(TestApp app)
{
    private const string Code = "zq4711zq";

    [Fact]
    public async Task A_receipt_says_no_code_unless_the_company_wants_it()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox(code: Code);
        await company.CheckOut("Ana Ruiz", box);

        (await Printed(company.Staff)).ShouldNotContain(Code);
        (await company.Read(db => db.SecretViews.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Where_it_is_wanted_staff_print_it_while_the_box_is_out_and_each_time_is_recorded()
    {
        var company = await app.NewCompany();
        var box = await company.AddLockbox(code: Code);
        await WantCodes(company);
        var loan = await company.CheckOut("Ana Ruiz", box);

        var staff = await Printed(company.Staff);
        var user = await Printed(company.UserClient);
        var page = await company.Staff.Page("/receipts/R-000001");
        await company.CheckIn([.. loan.Out!.Checkouts]);
        var later = await Printed(company.Staff);

        staff.ShouldContain($"code {Code}");
        user.ShouldNotContain(Code);
        page.Html.ShouldNotContain(Code);
        later.ShouldNotContain(Code);
        (await company.Read(db => db.SecretViews.SingleAsync())).UserId.ShouldBe(company.Sam.Id);
        (await company.Read(db => db.Activity.SingleAsync(a => a.Verb == ActivityVerb.CodeShown))).Sentence.ShouldBe("Printed the lock code of LBA001 on receipt R-000001.");
    }

    private static async Task WantCodes(Company company) =>
        await (await company.Admin.Page("/settings")).Submit("form.form", ("Input.CodesOnReceipts", "true"));

    private static async Task<string> Printed(HttpClient client) => await Decoder.Text(
        await client.GetByteArrayAsync("/receipts/R-000001.pdf", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
}
