namespace Kbm.Features.Runs;

internal static class RunsSetup
{
    public static IServiceCollection AddRuns(this IServiceCollection services) => services.AddSingleton<RunQueue>().AddSingleton<DoBatch>().AddScoped<WorkOnRuns>().AddScoped<EndRun>();
}
