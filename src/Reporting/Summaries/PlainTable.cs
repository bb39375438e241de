namespace Wiretax.Reporting.Summaries;

/// <summary>A titled table in plain text: columns of equal width, the first three to the left, figures to the right.</summary>
internal sealed class PlainTable(string title, params string[] columns)
{
    private const int NameColumns = 3;

    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter output)
    {
        var widths = columns.Select((name, at) => _rows.Select(row => row[at].Length).Append(name.Length).Max()).ToArray();
        Line(output, title);
        Line(output, Row(columns, widths));
        Line(output, string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (var row in _rows)
            Line(output, Row(row, widths));
        Line(output, "");
    }

    private static string Row(string[] cells, int[] widths) => string.Join("  ", cells.Select((cell, at) =>
        at < NameColumns ? cell.PadRight(widths[at]) : cell.PadLeft(widths[at]))).TrimEnd();

    private static void Line(TextWriter output, string text)
    {
        output.Write(text);
        output.Write('\n');
    }
}
