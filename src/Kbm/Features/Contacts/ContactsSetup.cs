namespace Kbm.Features.Contacts;

internal static class ContactsSetup
{
    public static IServiceCollection AddContacts(this IServiceCollection services) =>
        services.AddScoped<SaveContact>().AddScoped<RetireContact>();
}
