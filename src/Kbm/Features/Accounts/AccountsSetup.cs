using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Accounts;

internal static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountOptions>().Bind(configuration.GetSection("Kbm:Accounts")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DeploymentSecrets>().AddSingleton<KeyRing>().AddSingleton<IConfigureOptions<KeyManagementOptions>, UseKeyRing>();
        services.AddDataProtection(options => options.ApplicationDiscriminator = "kbm");
        services.AddIdentityCore<User>(o => o.User.AllowedUserNameCharacters = "").AddUserStore<UserStore>();
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<AccountOptions>>((hasher, own) => hasher.IterationCount = own.Value.HashRounds);
        services.AddScoped<IPasswordHasher<User>, PepperedHasher>();
        foreach (var framework in services.Where(s => s.ServiceType == typeof(IPasswordValidator<User>)).ToList()) services.Remove(framework);
        services.AddScoped<IPasswordValidator<User>, PinRules>();
        services.AddSingleton<UnknownEmails>().AddSingleton<Sessions>().AddSingleton<DeliverDeeds>().AddScoped<CookieChecks>();
        services.AddScoped<SignInWithPin>().AddScoped<SaveUser>().AddScoped<ChangePin>().AddScoped<MakeToken>();
        services.AddCookies().AddPolicies();
        return services;
    }

    private static IServiceCollection AddCookies(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerTokens>(BearerTokens.Scheme_, null)
            .AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<AccountOptions>>((cookie, own) =>
            {
                cookie.Cookie.Name = "kbm";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.CookieManager = new HostCookies();
                cookie.ExpireTimeSpan = TimeSpan.FromHours(own.Value.SignedInHours);
                cookie.EventsType = typeof(CookieChecks);
            });
        return services;
    }

    private static void AddPolicies(this IServiceCollection services)
    {
        var policies = services.AddAuthorizationBuilder();
        foreach (var (permission, roles) in Permissions.Roles)
        {
            var names = Array.ConvertAll(roles, r => r.ToString());
            policies.AddPolicy(permission, p => p.RequireAuthenticatedUser().RequireRole(names));
        }
    }
}
