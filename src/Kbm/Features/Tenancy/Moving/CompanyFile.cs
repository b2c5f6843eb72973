using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Kbm.Features.Tenancy.Moving;

/// <summary>What a company's file says of itself, in <c>company.json</c>.</summary>
internal sealed record CompanyFile(string Format, int Version, string Database, DateTime WrittenAt, string Name, string Slug, IReadOnlyList<CompanyPart> Parts, CompanySeal? Seal)
{
    public const string Entry = "company.json";
    public const string Users = "users.jsonl";
    public const string FormatName = "kbm-company";
    public const int FormatVersion = 1;
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Photo(string hash) => $"photos/{hash}";

    public static string Thumbnail(string hash) => $"photos/{hash}.thumbnail";
}

/// <summary>A part of the file: its name in the zip, how many lines it has, SHA-256 of them in hex.</summary>
internal sealed record CompanyPart(string Name, long Rows, string Hash);

/// <summary>A user in the file. Others name them by their place, from 1. PINs do not move.</summary>
internal sealed record CompanyUser(string Name, string Email, string Role, DateTime CreatedAt, DateTime? DeactivatedAt);

/// <summary>Writes lines and adds them up for the manifest.</summary>
internal sealed class CompanyLines(Stream stream) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new();
    private long _rows;

    public void Add(Action<Utf8JsonWriter> write)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        _line.Write("\n"u8);
        _hash.AppendData(_line.WrittenSpan);
        stream.Write(_line.WrittenSpan);
        _rows++;
    }

    public CompanyPart Part(string name) => new(name, _rows, Convert.ToHexStringLower(_hash.GetHashAndReset()));

    public void Dispose() => _hash.Dispose();
}
