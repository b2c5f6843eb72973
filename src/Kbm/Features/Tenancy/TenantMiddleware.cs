using Kbm.Web;

namespace Kbm.Features.Tenancy;

/// <summary>
/// Names the current tenant from the host before anything else looks at the request. The root domain reaches only what is
/// marked for it; a company that is unknown or suspended is 404 whatever is asked.
/// </summary>
internal sealed class TenantMiddleware(RequestDelegate next, TenantDirectory directory)
{
    public async Task InvokeAsync(HttpContext context, CurrentTenant current)
    {
        var anywhere = context.GetEndpoint()?.Metadata.GetMetadata<OnAnyHost>() is not null;
        var meaning = await directory.Find(context.Request.Host.Host);
        if (meaning.Tenant is { } tenant) await current.Set(tenant);
        else if (!anywhere && !(meaning.IsRoot && context.GetEndpoint()?.Metadata.GetMetadata<OnRootHost>() is not null))
        {
            await Answers.NoCompany(context, meaning.IsRoot);
            return;
        }
        await next(context);
    }
}

/// <summary>An endpoint that answers on every host, such as health.</summary>
internal sealed class OnAnyHost;

/// <summary>An endpoint that answers on the deployment's bare domain.</summary>
internal sealed class OnRootHost;
