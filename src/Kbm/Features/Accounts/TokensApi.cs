namespace Kbm.Features.Accounts;

internal static class TokensApi
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
    }
}
