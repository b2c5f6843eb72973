using Kbm.Features.Accounts;
using Kbm.Features.Audits;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Imports;
using Kbm.Features.Items;
using Kbm.Features.Keys;
using Kbm.Features.Lockboxes;
using Kbm.Features.Photos;
using Kbm.Features.Platform.Demo;
using Kbm.Features.Properties;
using Kbm.Features.Runs;
using Kbm.Features.Secrets;
using Kbm.Features.Settings;
using Kbm.Features.Signs;
using Kbm.Features.SmartLocks;
using Kbm.Features.Tenancy;

namespace Kbm.Commands;

/// <summary>What the server and every command need: the databases, accounts and the acts.</summary>
internal static class AppSetup
{
    public static IServiceCollection AddKbm(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new DataFolder(dataFolder));
        services.AddTenancy(configuration, dataFolder);
        services.AddAccounts(configuration);
        services.AddScoped<WorkTheDesk>().AddScoped<ExtendLoan>().AddScoped<SaveKey>().AddScoped<RetireItem>().AddScoped<BulkItems>().AddScoped<SaveSettings>();
        services.AddProperties().AddContacts().AddSecrets().AddLockboxes().AddScoped<SaveSmartLock>().AddPhotos(configuration).AddRuns().AddAudits();
        services.AddScoped<SaveSignPiece>().AddScoped<WorkOnSigns>();
        services.AddImports();
        services.AddSingleton<MakeDemo>();
        return services;
    }
}
