using Kbm.Data;
using Kbm.Features.Accounts;
using Kbm.Features.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Commands;

/// <summary>The same databases and acts that the server has, for a command that runs instead of it.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly IHost _host;

    private Workplace(IHost host) => _host = host;

    /// <exception cref="CannotStartException">The data folder cannot be used, or is being served.</exception>
    public static async Task<Workplace> Open(DirectoryInfo data)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A command has no pages, and some of what the pages' services need is not there.
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = false }));
        builder.Services.AddKbm(builder.Configuration, data.FullName);
        var workplace = new Workplace(builder.Build());
        try
        {
            await Prepare(workplace._host.Services);
            return workplace;
        }
        catch
        {
            await workplace.DisposeAsync();
            throw;
        }
    }

    public static async Task Prepare(IServiceProvider services)
    {
        await services.GetRequiredService<PrepareDatabases>().Run();
        await services.GetRequiredService<DeploymentSecrets>().CheckAgainst(services.GetRequiredService<Store<CatalogDb>>());
    }

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <param name="slug">As it is kept: <see cref="Tenant.SlugOf"/>.</param>
    public Task<Tenant?> FindTenant(string slug) =>
        Get<Store<CatalogDb>>().Read(db => db.Tenants.SingleOrDefaultAsync(t => t.Slug == slug));

    /// <summary>A scope whose current tenant is this one.</summary>
    public async Task<AsyncServiceScope> For(Tenant tenant)
    {
        var scope = _host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentTenant>().Set(TenantInfo.Of(tenant));
        return scope;
    }

    public async ValueTask DisposeAsync()
    {
        await Get<TenantStores>().DisposeAsync();
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
    }
}
