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
    internal const string Fact = "secrets";
    private const int KeyBytes = 32;
    private const int IdLength = 16;
    private readonly Lazy<byte[]> _pepper = new(() => Load(options.Value.PinPepper, folder, "pin-pepper", "Kbm:Accounts:PinPepper"));
    private readonly Lazy<byte[]> _master = new(() => Load(options.Value.MasterKey, folder, "master-key", "Kbm:Accounts:MasterKey"));
    private readonly Lazy<byte[]?> _previous = new(() => options.Value.PreviousMasterKey is { Length: > 0 } key
        ? Decode(key, "Kbm:Accounts:PreviousMasterKey") : null);

    public byte[] PinPepper => _pepper.Value;

    /// <summary>A key for one use, derived from the master key.</summary>
    public byte[] KeyFor(string use) => Derive(_master.Value, use);

    /// <summary>The keys that something in the catalog may be under: that of the master key and, if there is one, of the previous.</summary>
    public IReadOnlyList<byte[]> KeysFor(string use) => _previous.Value is { } previous ? [KeyFor(use), Derive(previous, use)] : [KeyFor(use)];

    /// <summary>A name for the master key that says nothing of it.</summary>
    public string MasterId => Convert.ToHexString(KeyFor("id"))[..IdLength];

    public bool HasPrevious => _previous.Value is not null;

    /// <summary>By which the catalog knows the secrets that it was made with.</summary>
    public string Mark => MarkOf(KeyFor("mark"));

    /// <summary>Makes sure that these are the secrets that the catalog was made with.</summary>
    /// <exception cref="CannotStartException">They are others: with them no PIN and no session would be valid.</exception>
    public async Task CheckAgainst(Store<CatalogDb> catalog)
    {
        var marks = KeysFor("mark").Select(MarkOf).ToList();
        var known = await catalog.Write(async db =>
        {
            var fact = await db.DeploymentFacts.FindAsync(Fact);
            if (fact is null) db.DeploymentFacts.Add(fact = new() { Name = Fact, Value = marks[0] });
            return fact.Value;
        });
        if (!marks.Contains(known))
            throw new CannotStartException("The PIN pepper or the master key is not the one that this catalog was made with; put the right ones back.");
    }

    private string MarkOf(byte[] key) => Convert.ToHexString(HMACSHA256.HashData(key, PinPepper));

    private static byte[] Derive(byte[] master, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyBytes, info: Encoding.UTF8.GetBytes("kbm:" + use));

    private static byte[] Load(string? configured, DataFolder folder, string file, string setting) =>
        configured is null ? FromFile(Path.Combine(folder.Path, "secrets"), file) : Decode(configured, setting);

    private static byte[] Decode(string configured, string setting)
    {
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
