using Kbm.Features.Settings;

namespace Kbm.Features.Reports;

/// <summary>A reminder of something that is due, as a link that opens the reader's own mail program with a letter to its holder.</summary>
internal static class Reminder
{
    public static string Link(Loan loan, string email, CompanySettings company, CompanyTime time) =>
        $"mailto:{Uri.EscapeDataString(email)}?subject={Uri.EscapeDataString($"{Subject(loan, time)}, {company.Name}")}&body={Uri.EscapeDataString(Body(loan, company, time))}";

    private static string Subject(Loan loan, CompanyTime time) => $"{loan.Code} {loan.Label} {(time.IsOverdue(loan.DueAt) ? "is overdue" : "is to come back")}";

    private static string Body(Loan loan, CompanySettings company, CompanyTime time)
    {
        var what = $"{(loan.Copies > 1 ? $"{loan.Copies} copies of " : "")}{loan.Code} {loan.Label}{(loan.Property is { } property ? $", {property}" : "")}";
        var due = loan.DueAt is not { } at ? "Please bring it back when you no longer need it."
            : time.IsOverdue(at) ? $"It was due {time.Due(at)}. Please bring it back, or tell us how much longer you need it."
            : $"It is due {time.Due(at)}.";
        return $"Hello {loan.Holder},\r\n\r\nsince {time.Date(loan.Since)} you have {what}.\r\n{due}\r\n\r\n{company.Name}";
    }
}
