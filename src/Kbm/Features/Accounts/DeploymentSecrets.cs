using System.Security.Cryptography;
using System.Text;
using Kbm.Data;
using Microsoft.Extensions.Options;

namespace Kbm.Features.Accounts;

/// <summary>
/// The two secrets that stand outside the databases: the pepper of the PINs and the master key. They come from configuration, or
/// from files in the data folder that only its owner can read and that are made at the first start.
/// </summary>
public sealed class DeploymentSecrets(IOptions<AccountOptions> options, DataFolder folder)
{
    private const int KeyBytes = 32;
    private readonly Lazy<byte[]> _pepper = new(() => Load(options.Value.PinPepper, folder, "pin-pepper", "Kbm:Accounts:PinPepper"));
    private readonly Lazy<byte[]> _master = new(() => Load(options.Value.MasterKey, folder, "master-key", "Kbm:Accounts:MasterKey"));

    public byte[] PinPepper => _pepper.Value;

    /// <summary>A key for one use, derived from the master key.</summary>
    public byte[] KeyFor(string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _master.Value, KeyBytes, info: Encoding.UTF8.GetBytes("kbm:" + use));

    /// <summary>Makes sure that these are the secrets that the catalog was made with.</summary>
    /// <exception cref="CannotStartException">They are others: with them no PIN and no session would be valid.</exception>
    public async Task CheckAgainst(Store<CatalogDb> catalog)
    {
        var mark = Convert.ToHexString(HMACSHA256.HashData(KeyFor("mark"), PinPepper));
        var known = await catalog.Write(async db =>
        {
            var fact = await db.DeploymentFacts.FindAsync("secrets");
            if (fact is null) db.DeploymentFacts.Add(fact = new() { Name = "secrets", Value = mark });
            return fact.Value;
        });
        if (known != mark)
            throw new CannotStartException("The PIN pepper or the master key is not the one that this catalog was made with; put the right ones back.");
    }

    private static byte[] Load(string? configured, DataFolder folder, string file, string setting)
    {
        if (configured is null) return FromFile(Path.Combine(folder.Path, "secrets"), file);
        var key = new byte[configured.Length];
        if (!Convert.TryFromBase64String(configured, key, out var length) || length < KeyBytes)
            throw new CannotStartException($"{setting} must be base64 of {KeyBytes} bytes or more.");
        return key[..length];
    }

    private static byte[] FromFile(string directory, string file)
    {
        var path = Path.Combine(directory, file);
        try
        {
            if (!File.Exists(path)) Make(path);
            return Read(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The secret {path} cannot be read or made: {failure.Message}");
        }
    }

    private static byte[] Read(string path)
    {
        var text = File.ReadAllText(path).Trim();
        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, key, out var length) || length < KeyBytes)
            throw new CannotStartException($"The secret {path} is empty or damaged; put back the one that this catalog was made with.");
        return key[..length];
    }

    /// <summary>Writes beside it and renames, so that the file is whole whenever it is there. Whoever else makes it first has made it.</summary>
    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var stream = new FileStream(beside, options))
            {
                stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))));
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
        }
    }
}

/// <summary>The folder that holds what the deployment keeps outside its databases, and the databases themselves on SQLite.</summary>
public sealed record DataFolder(string Path);
