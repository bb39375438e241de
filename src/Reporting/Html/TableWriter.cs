using System.Globalization;

namespace Wiretax.Reporting.Html;

/// <summary>Tables of a report: caption, scopes, figures to the right, and a box of their own to scroll in.</summary>
internal sealed class TableWriter(HtmlWriter html)
{
    /// <summary>Opens the box and the table; the caller writes head and rows, then closes both.</summary>
    public void Write(string caption, Action head, Action body)
    {
        using (html.Open("div", ("class", "scroll"), ("role", "region"), ("aria-label", caption), ("tabindex", "0")))
        using (html.Open("table", ("class", "sortable")))
        {
            using (html.Open("caption"))
                html.Element("span", caption);
            using (html.Open("thead"))
                head();
            body();
        }
    }

    private void Head(string text, bool figures = true) =>
        html.Element("th", text, ("scope", "col"), ("class", figures ? "figure" : null));

    /// <summary>Heads of columns that hold figures.</summary>
    public void Heads(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            Head(name);
    }

    /// <summary>Heads of columns that hold words.</summary>
    public void TextHeads(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            Head(name, figures: false);
    }

    public void HeadOver(string text, int columns) =>
        html.Element("th", text, ("scope", "colgroup"), ("colspan", columns.ToString(CultureInfo.InvariantCulture)), ("class", "over"));

    /// <summary>A figure; hovering shows it in full, and sorting uses it.</summary>
    public void Figure(string text, double? value, string? title = null)
    {
        var exact = value?.ToString("R", CultureInfo.InvariantCulture);
        html.Element("td", text, ("class", value is null ? "figure unknown" : "figure"), ("data-value", exact), ("title", title ?? exact));
    }

    public void Text(string text, string? style = null) => html.Element("td", text, ("class", style));
}
