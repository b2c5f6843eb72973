using Kbm.Features.Items;
using Kbm.Features.Secrets;

namespace Kbm.Features.SmartLocks;

internal static class SmartLocksApi
{
    public static void MapSmartLocks(this IEndpointRouteBuilder api) =>
        api.MapGroup("/smart-locks/{code}").WithTags("Smart locks").ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409)
            .MapChangeCode(ItemKind.SmartLock, "ChangeSmartLockCode");
}
