using FsCheck;
using FsCheck.Fluent;

namespace Kbm.Tests.Features.Sheets.Reading;

/// <summary>Whatever is sent, it is read or refused: nothing else comes out.</summary>
public sealed class RandomFilesTests
{
    private static readonly int s_files = int.TryParse(Environment.GetEnvironmentVariable("KBM_TRIAL_FILES"), out var files) ? files : 300;

    /// <summary>How files begin that are looked into further.</summary>
    private static readonly byte[][] s_heads =
    [
        [], [.. "PK\u0003\u0004"u8], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF],
        [9, 8, 16, 0, 0, 6, 5, 0], [9, 4, 6, 0, 0, 0, 16, 0], [.. "a,b\n\""u8], [.. "sep=;\n"u8],
    ];

    [Fact]
    public void Random_bytes()
    {
        var file = from head in Gen.Elements(s_heads) from bytes in Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b)) select (byte[])[.. head, .. bytes];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(s_files).WithEndSize(3000), Prop.ForAll(Arb.From(file), bytes => { Sent.Refusal(new MemoryStream(bytes)); }));
    }

    [Theory]
    [InlineData("keys.xlsx")]
    [InlineData("keys.xls")]
    [InlineData("password.xls")]
    [InlineData("password.xlsx")]
    [InlineData("keys-comma-utf8.csv")]
    [InlineData("keys-semicolon-utf16.csv")]
    public void Good_files_of_which_some_bytes_changed(string name)
    {
        byte[] good;
        using (var file = new MemoryStream())
        {
            using var fixture = Sent.Fixture(name);
            fixture.CopyTo(file);
            good = file.ToArray();
        }
        var change = from at in Gen.Choose(0, good.Length - 1) from value in Gen.Elements(0, 1, 0x7F, 0x80, 0xFF, -1) from other in Gen.Choose(0, 255) select (At: at, Value: (byte)(value < 0 ? other : value));
        var changes = Arb.From(from count in Gen.Choose(1, 12) from some in Gen.ListOf(change, count) from cut in Gen.Frequency((4, Gen.Constant(good.Length)), (1, Gen.Choose(1, good.Length))) select (some.ToList(), cut));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(s_files), Prop.ForAll(changes, it => { Sent.Refusal(new MemoryStream(Changed(good, it.Item1, it.cut))); }));
    }

    private static byte[] Changed(byte[] good, List<(int At, byte Value)> changes, int length)
    {
        var bytes = good[..length];
        foreach (var (at, value) in changes)
        {
            if (at < length) bytes[at] = value;
        }
        return bytes;
    }
}
