using System.Text;
using System.Xml.Linq;
using Kbm.Data;
using Kbm.Features.Secrets;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Accounts;

/// <summary>
/// Keeps the framework's key ring in the catalog, each key encrypted under the master key, so that every node reads the same
/// cookies and a stolen catalog forges none. The framework's interface is synchronous.
/// </summary>
public sealed class KeyRing(Store<CatalogDb> catalog, DeploymentSecrets secrets) : IXmlRepository
{
    private const string Use = "key-ring";

    public IReadOnlyCollection<XElement> GetAllElements() => catalog
        .Read(db => db.DataProtectionKeys.OrderBy(k => k.Id).ToListAsync()).GetAwaiter().GetResult()
        .ConvertAll(k => XElement.Parse(Open(k.Name, k.Xml)));

    public void StoreElement(XElement element, string friendlyName) => catalog.Write(async db =>
    {
        await db.DataProtectionKeys.AddAsync(new() { Name = friendlyName, Xml = Seal(friendlyName, element.ToString(SaveOptions.DisableFormatting)) });
    }).GetAwaiter().GetResult();

    /// <summary>Brings every key under the master key of now.</summary>
    internal async Task SealAnew(CatalogDb db)
    {
        foreach (var key in await db.DataProtectionKeys.AsNoTracking().ToListAsync())
        {
            var anew = Seal(key.Name, Open(key.Name, key.Xml));
            await db.DataProtectionKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.Xml, anew));
        }
    }

    private string Seal(string name, string xml) => Sealing.Seal(secrets.KeyFor(Use), Encoding.UTF8.GetBytes(xml), name);

    private string Open(string name, string text) => Encoding.UTF8.GetString(Sealing.Open(secrets.KeysFor(Use), text, name));
}

internal sealed class UseKeyRing(KeyRing ring) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = ring;
}
