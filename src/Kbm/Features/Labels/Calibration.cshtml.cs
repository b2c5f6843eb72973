using Kbm.Features.Accounts;
using Kbm.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kbm.Features.Labels;

/// <summary>The outlines of a stock with rulers, to be printed on plain paper and held against the labels.</summary>
[Authorize(Permissions.EditInventory)]
internal sealed class CalibrationPage : KbmPage
{
    public IActionResult OnGet(string? stock)
    {
        Response.Headers.ContentDisposition = "inline; filename=\"calibration.pdf\"";
        return File(LabelPdf.RenderCalibration(LabelStock.Of(stock)), "application/pdf");
    }
}
