using System.ComponentModel.DataAnnotations;

namespace Kbm.Features.Tenancy;

/// <summary>Section <c>Kbm:Tenancy</c>.</summary>
public sealed class TenancyOptions
{
    /// <summary>Domains under which each company has its subdomain; the bare domain shows the landing page.</summary>
    [MinLength(1)]
    public string[] BaseDomains { get; set; } = [];
}
