namespace Kbm.Features.Items;

internal static class ItemsApi
{
    public static void MapItems(this IEndpointRouteBuilder api)
    {
    }
}
