using Kbm.Data;
using Kbm.Features.Settings;

namespace Kbm.Features.Audits;

/// <summary>Somebody else has counted an item otherwise while a number for it was typed. Nothing is written for it.</summary>
/// <param name="Other">What they counted.</param>
/// <param name="Label">The item's label; null for a code that no item has.</param>
/// <param name="Mine">The number that was typed.</param>
internal sealed record CountedMeanwhile(AuditCount Other, string? Label, int Mine)
{
    /// <summary>"Ana Ruiz counted 2 of KA014 Front door on hook 12 meanwhile (26 Nov, 14:05); your 3 is not written down."</summary>
    public string Sentence(CompanyTime time) =>
        $"{Other.UserName} counted {Other.Quantity} of {Other.Code}{(Label is null ? "" : $" {Label}")} on {Other.Place.InSentence} meanwhile ({time.DateAndTime(Other.At)}); your {Mine} is not written down.";

    public Refusal Refusal(CompanyTime time) => Data.Refusal.Conflict("counted_meanwhile", Sentence(time), "lines") with
    {
        Detail = ("counted", new { Other.Code, Other.Quantity, By = Other.UserName, Other.At, Number = Other.Id }),
    };
}
