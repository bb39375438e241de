using System.Globalization;
using Microsoft.Data.Analysis;

namespace Wiretax.Reporting.Tables;

/// <summary>
/// A DataFrame as RFC 4180 text: UTF-8, a header line, shortest round-trip numbers, and an empty field for null.
/// (The DataFrame's own writer prints 17 digits, 0.1 as 0.10000000000000001.)
/// </summary>
public static class CsvFile
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");

    public static void Write(DataFrame table, TextWriter output)
    {
        WriteLine(output, table.Columns.Select(column => column.Name));
        for (long row = 0; row < table.Rows.Count; row++)
        {
            var at = row;
            WriteLine(output, table.Columns.Select(column => Text(column[at])));
        }
    }

    private static void WriteLine(TextWriter output, IEnumerable<string> fields)
    {
        output.Write(string.Join(',', fields.Select(Quote)));
        output.Write('\n');
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(Special) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
