using Kbm.Features.Items;
using Kbm.Features.Settings;

namespace Kbm.Features.Receipts;

/// <summary>What has come back of a hand-over, as a pill says it.</summary>
internal static class ReceiptState
{
    /// <summary>"all back", "due Fri 27 Nov", "2 of 3 back · 3 days late".</summary>
    public static StateView Of(int quantity, int outstanding, DateTime? dueAt, CompanyTime time)
    {
        if (outstanding == 0) return new("ok", "check", quantity == 1 ? "back" : "all back");
        var some = outstanding < quantity ? $"{quantity - outstanding} of {quantity} back · " : "";
        var state = StateView.OfDue(dueAt, "", time);
        return state with { Text = some + state.Text };
    }
}
