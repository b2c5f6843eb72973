namespace Kbm.Features.Lockboxes;

internal static class LockboxesSetup
{
    public static IServiceCollection AddLockboxes(this IServiceCollection services) =>
        services.AddScoped<SaveLockbox>().AddScoped<PutIntoLockbox>();
}
