namespace Kbm.Features.Checkouts;

internal static class CheckoutsApi
{
    public static void MapCheckouts(this IEndpointRouteBuilder api)
    {
    }
}
