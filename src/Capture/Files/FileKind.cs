using System.Text.Unicode;

namespace Wiretax.Capture;

/// <summary>What a file that is no capture looks like, for the message that refuses it.</summary>
internal static class FileKind
{
    /// <param name="start">The file's first bytes, some hundred if it has as many.</param>
    public static string Describe(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'s', (byte)'n', (byte)'o', (byte)'o', (byte)'p', 0, ..] => "a snoop capture",
        [(byte)'B', (byte)'Z', (byte)'h', ..] => "bzip2",
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "xz",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive",
        [(byte)'7', (byte)'z', 0xbc, 0xaf, ..] => "a 7-Zip archive",
        [0x1f, 0x8b, ..] => "gzip",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "zstd",
        [0x7f, (byte)'E', (byte)'L', (byte)'F', ..] => "a program (ELF)",
        [(byte)'M', (byte)'Z', ..] => "a Windows program",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "a PNG image",
        [0xff, 0xd8, 0xff, ..] => "a JPEG image",
        [(byte)'S', (byte)'Q', (byte)'L', (byte)'i', ..] => "an SQLite database",
        [0x54, 0x52, 0x53, 0x4e, ..] or [(byte)'G', (byte)'M', (byte)'B', (byte)'U', ..] => "a Network Monitor capture",
        _ when start.IndexOfAnyExcept((byte)0) < 0 => "zero bytes",
        _ when IsMarkup(start) => "HTML or XML",
        _ when IsText(start) => "text",
        _ => $"data of an unknown kind (it starts with {Convert.ToHexStringLower(start[..Math.Min(4, start.Length)])})",
    };

    private static bool IsMarkup(ReadOnlySpan<byte> start) => start.TrimStart(" \t\r\n\ufeff"u8) is [(byte)'<', ..];

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        // The last character may be cut.
        var whole = start.Length < 512 ? start : start[..^3];
        return Utf8.IsValid(whole)
            && whole.IndexOfAnyInRange((byte)0, (byte)8) < 0 && whole.IndexOfAnyInRange((byte)14, (byte)26) < 0;
    }
}
