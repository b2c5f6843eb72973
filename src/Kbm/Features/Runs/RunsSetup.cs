namespace Kbm.Features.Runs;

internal static class RunsSetup
{
    public static IServiceCollection AddRuns(this IServiceCollection services) => services.AddSingleton<RunQueue>().AddScoped<WorkOnRuns>();
}
