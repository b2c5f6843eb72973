using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Kbm.Data;
using Kbm.Features.Photos;

namespace Kbm.Features.Tenancy.Moving;

/// <summary>Looks through a company's file before anything of it is used: what it is, that nothing is missing, changed or unknown.</summary>
internal static class CheckCompanyFile
{
    private static readonly PhotoOptions s_limits = new();

    public static async Task<Outcome<CompanyFile>> Run(ZipArchive zip, IReadOnlyList<CompanyTable> tables, string version)
    {
        if (zip.GetEntry(CompanyFile.Entry) is not { } entry) return Refuse("This is no file of a company: it has no company.json. kbm tenant export writes one.");
        CompanyFile? about;
        await using (var stream = entry.Open()) about = await JsonSerializer.DeserializeAsync<CompanyFile>(stream, CompanyFile.Json);
        if (about is not { Format: CompanyFile.FormatName, Parts: not null }) return Refuse("This is no file of a company: its company.json says something else.");
        if (about.Version != CompanyFile.FormatVersion) return Refuse($"This file is of version {about.Version}, which this build of KBM does not read.");
        if (about.Database != version) return Refuse($"This file was written at database version {about.Database}, and this KBM is at {version}. Bring both to the same release.");
        return Parts(zip, about, tables) ?? await Contents(zip, about) ?? (Outcome<CompanyFile>)about;
    }

    private static Refusal? Parts(ZipArchive zip, CompanyFile about, IReadOnlyList<CompanyTable> tables)
    {
        var wanted = tables.Where(t => about.Seal is not null || !CompanyTables.OfSecrets.Contains(t.Name)).Select(t => t.Entry).Append(CompanyFile.Users).ToHashSet();
        var there = about.Parts.Select(p => p.Name).ToList();
        if (there.Find(p => !wanted.Contains(p)) is { } unknown) return Refuse($"The file has {unknown}, which this build of KBM does not know.");
        if (wanted.FirstOrDefault(p => !there.Contains(p)) is { } missing) return Refuse($"The file has no {missing}.");
        var stray = zip.Entries.FirstOrDefault(e => e.FullName != CompanyFile.Entry && !wanted.Contains(e.FullName) && !e.FullName.StartsWith("photos/", StringComparison.Ordinal));
        return stray is null ? null : Refuse($"The file has {stray.FullName}, which this build of KBM does not know.");
    }

    private static async Task<Refusal?> Contents(ZipArchive zip, CompanyFile about)
    {
        foreach (var part in about.Parts)
        {
            if (zip.GetEntry(part.Name) is not { } entry) return Refuse($"The file has no {part.Name}.");
            await using var stream = entry.Open();
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream)) != part.Hash) return Refuse($"{part.Name} was changed or damaged after it was written.");
        }
        foreach (var photo in CompanyRows.Of(zip, $"tables/{CompanyTables.Photos}.jsonl"))
        {
            var hash = photo.GetProperty("Hash").GetString()!;
            if (!await Holds(zip, CompanyFile.Photo(hash), hash) || !await Holds(zip, CompanyFile.Thumbnail(hash), photo.GetProperty("Thumbnail").GetString()!))
                return Refuse($"The photo {hash} is missing, changed or damaged.");
            if (!PictureKind.Types.Contains(photo.GetProperty("Type").GetString()) || !await IsPicture(zip, CompanyFile.Photo(hash)) || !await IsPicture(zip, CompanyFile.Thumbnail(hash)))
                return Refuse($"The photo {hash} is no JPEG, PNG or WebP picture.");
        }
        return null;
    }

    /// <summary>What is no photo that could be added is none that can be brought along.</summary>
    private static async Task<bool> IsPicture(ZipArchive zip, string name)
    {
        await using var stream = zip.GetEntry(name)!.Open();
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return !CleanPicture.Of(memory.ToArray(), s_limits).IsRefused;
    }

    private static async Task<bool> Holds(ZipArchive zip, string name, string hash)
    {
        if (zip.GetEntry(name) is not { } entry) return false;
        await using var stream = entry.Open();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream)) == hash;
    }

    private static Refusal Refuse(string sentence) => new("company_file", sentence, "file");
}

/// <summary>The lines of a part, one at a time.</summary>
internal static class CompanyRows
{
    public static IEnumerable<JsonElement> Of(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry) yield break;
        using var text = new StreamReader(entry.Open());
        while (text.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement;
        }
    }
}
