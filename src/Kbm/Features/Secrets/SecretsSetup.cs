namespace Kbm.Features.Secrets;

internal static class SecretsSetup
{
    public static IServiceCollection AddSecrets(this IServiceCollection services) =>
        services.AddSingleton<Vaults>().AddSingleton<RotateKeys>().AddScoped<CurrentVault>().AddScoped<RevealSecret>().AddScoped<ChangeCode>().AddScoped<CodesOnReceipt>().AddScoped<ExportSecrets>();
}
