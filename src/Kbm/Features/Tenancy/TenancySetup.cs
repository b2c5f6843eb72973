using Kbm.Data;
using Kbm.Features.Tenancy.Moving;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Tenancy;

internal static class TenancySetup
{
    /// <summary>The databases, and what a request, command or test scope reaches of them.</summary>
    public static IServiceCollection AddTenancy(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection("Kbm:Database")).ValidateDataAnnotations();
        services.AddOptions<TenancyOptions>().Bind(configuration.GetSection("Kbm:Tenancy")).ValidateDataAnnotations()
            .PostConfigure(o => { if (o.BaseDomains.Length == 0) o.BaseDomains = ["localhost"]; });
        services.AddSingleton<Databases>(provider => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value switch
        {
            { Provider: DatabaseProvider.Postgres } options => new PostgresDatabases(options.ConnectionString),
            _ => new SqliteDatabases(dataFolder),
        });
        services.AddSingleton(provider => provider.GetRequiredService<Databases>().Catalog);
        services.AddScoped(provider => provider.GetRequiredService<Store<CatalogDb>>().OpenReader());
        services.AddSingleton(provider => new TenantStores(
            provider.GetRequiredService<Databases>(), provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.OpenTenants));
        services.AddScoped<CurrentTenant>();
        services.AddScoped(provider => provider.GetRequiredService<CurrentTenant>().Store);
        services.AddScoped(provider => provider.GetRequiredService<CurrentTenant>().Store.OpenReader());
        services.AddSingleton<TenantDirectory>().AddSingleton<CreateTenant>().AddSingleton<PrepareDatabases>();
        services.AddSingleton<ExportCompany>().AddSingleton<ImportCompany>();
        return services;
    }
}
