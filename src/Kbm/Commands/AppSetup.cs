using Kbm.Features.Accounts;
using Kbm.Features.Checkouts;
using Kbm.Features.Contacts;
using Kbm.Features.Items;
using Kbm.Features.Keys;
<<<<<<< HEAD
using Kbm.Features.Platform.Demo;
=======
using Kbm.Features.Properties;
using Kbm.Features.Settings;
>>>>>>> main
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
<<<<<<< HEAD
        services.AddScoped<WorkTheDesk>().AddScoped<SaveKey>().AddScoped<RetireItem>();
        services.AddSingleton<MakeDemo>();
=======
        services.AddScoped<WorkTheDesk>().AddScoped<SaveKey>().AddScoped<RetireItem>().AddScoped<SaveSettings>();
        services.AddProperties().AddContacts();
>>>>>>> main
        return services;
    }
}
