using System.Text;

namespace Wiretax.Reporting.Markdown;

/// <summary>Names, messages and whatever else a user or a capture worded, for GitHub Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>Text that no reader takes for markup, a formula, a cell's end or HTML; line breaks become spaces.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            escaped.Append(character switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '|' or '*' or '_' or '~' or '$' or '`' or '[' or ']' or '\\' or '#' => $"\\{character}",
                '\r' or '\n' => " ",
                _ => character.ToString(),
            });
        }
        return escaped.ToString();
    }
}
