namespace Kbm.Features.Audits;

internal static class AuditsSetup
{
    public static IServiceCollection AddAudits(this IServiceCollection services) => services
        .AddScoped<StartAudit>().AddScoped<CountItems>().AddScoped<StepAudit>().AddScoped<ApplyAudit>().AddScoped<PlanAudit>().AddScoped<NumberHooks>();
}
