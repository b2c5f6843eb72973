namespace Kbm.Features.Receipts;

internal static class ReceiptsApi
{
    public static void MapReceipts(this IEndpointRouteBuilder api)
    {
    }
}
