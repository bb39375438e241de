using System.Net;

namespace Wiretax.Reporting.Html;

/// <summary>
/// Writes HTML that is also well-formed XML. Text and attribute values are encoded; only <see cref="OwnMarkup"/> is
/// not, and is given nothing but this project's own style sheet, script and SVG.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element; disposing the result closes it. A null attribute is left out.</summary>
    public Scope Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        StartTag(tag, attributes, ">");
        _open.Push(tag);
        return new Scope(this);
    }

    public void Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (Open(tag, attributes))
            Text(text);
    }

    /// <summary>An element that has no content and no end: <c>meta</c>, <c>br</c>.</summary>
    public void Void(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes) => StartTag(tag, attributes, " />");

    public void Text(string text) => output.Write(WebUtility.HtmlEncode(text));

    public void OwnMarkup(string markup) => output.Write(markup);

    public void Line() => output.Write('\n');

    private void StartTag(string tag, ReadOnlySpan<(string Name, string? Value)> attributes, string end)
    {
        output.Write('<');
        output.Write(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                output.Write($" {name}=\"{WebUtility.HtmlEncode(value)}\"");
        }
        output.Write(end);
    }

    private void Close()
    {
        var tag = _open.Pop();
        output.Write($"</{tag}>");
        if (tag is "tr" or "section" or "table" or "thead" or "tbody" or "figure" or "li" or "p" or "div" or "h2" or "h3" or "head" or "dd")
            output.Write('\n');
    }

    internal readonly ref struct Scope(HtmlWriter writer)
    {
        public void Dispose() => writer.Close();
    }
}
