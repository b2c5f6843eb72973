using Microsoft.AspNetCore.Authorization;

namespace Kbm.Web;

internal static class EveryEndpointHasAPolicy
{
    /// <exception cref="InvalidOperationException">A page or endpoint says neither who may use it nor that anybody may.</exception>
    public static void Check(IEnumerable<Endpoint> endpoints)
    {
        var open = endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null
            && !e.Metadata.OfType<IAuthorizeData>().Any(a => a.Policy is not null)).Select(e => e.DisplayName).ToList();
        if (open.Count > 0) throw new InvalidOperationException("No permission is named for: " + string.Join(", ", open));
    }
}
