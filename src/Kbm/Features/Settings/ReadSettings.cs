using Kbm.Data;
using Microsoft.EntityFrameworkCore;

namespace Kbm.Features.Settings;

public static class ReadSettings
{
    /// <summary>The company's settings.</summary>
    public static ValueTask<CompanySettings> CompanySettings(this Store<TenantDb> store) =>
        store.Remember(typeof(CompanySettings), db => db.Settings.SingleAsync());
}
