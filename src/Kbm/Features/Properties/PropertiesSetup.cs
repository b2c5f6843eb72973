namespace Kbm.Features.Properties;

internal static class PropertiesSetup
{
    public static IServiceCollection AddProperties(this IServiceCollection services) => services
        .AddScoped<SaveProperty>().AddScoped<RetireProperty>().AddScoped<SaveUnit>().AddScoped<RetireUnit>();
}
