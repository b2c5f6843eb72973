using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Kbm.Data;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Accounts;

/// <summary>
/// Keeps the framework's key ring in the catalog, each key encrypted under the master key, so that every node reads the same
/// cookies and a stolen catalog forges none. The framework's interface is synchronous.
/// </summary>
internal sealed class KeyRing(Store<CatalogDb> catalog, DeploymentSecrets secrets) : IXmlRepository
{
    private readonly byte[] _key = secrets.KeyFor("key-ring");

    public IReadOnlyCollection<XElement> GetAllElements() => catalog
        .Read(db => db.DataProtectionKeys.OrderBy(k => k.Id).ToListAsync()).GetAwaiter().GetResult()
        .ConvertAll(k => XElement.Parse(Open(k.Name, k.Xml)));

    public void StoreElement(XElement element, string friendlyName) => catalog.Write(async db =>
    {
        await db.DataProtectionKeys.AddAsync(new() { Name = friendlyName, Xml = Seal(friendlyName, element.ToString(SaveOptions.DisableFormatting)) });
    }).GetAwaiter().GetResult();

    private string Seal(string name, string xml)
    {
        var plain = Encoding.UTF8.GetBytes(xml);
        var sealedKey = new byte[12 + 16 + plain.Length];
        RandomNumberGenerator.Fill(sealedKey.AsSpan(0, 12));
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(sealedKey.AsSpan(0, 12), plain, sealedKey.AsSpan(28), sealedKey.AsSpan(12, 16), Encoding.UTF8.GetBytes(name));
        return Convert.ToBase64String(sealedKey);
    }

    private string Open(string name, string text)
    {
        var sealedKey = Convert.FromBase64String(text);
        var plain = new byte[sealedKey.Length - 28];
        using var aes = new AesGcm(_key, 16);
        aes.Decrypt(sealedKey.AsSpan(0, 12), sealedKey.AsSpan(28), sealedKey.AsSpan(12, 16), plain, Encoding.UTF8.GetBytes(name));
        return Encoding.UTF8.GetString(plain);
    }
}

internal sealed class UseKeyRing(KeyRing ring) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = ring;
}
