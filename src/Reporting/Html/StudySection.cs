using System.Globalization;
using Wiretax.Reporting.Figures;
using Wiretax.Reporting.Summaries;

namespace Wiretax.Reporting.Html;

/// <summary>The session in the Workstation study's own six tables. Left out where it has neither ping nor file transfer.</summary>
internal static class StudySection
{
    public const string Id = "study";

    public static void Write(ReportPage page)
    {
        if (page.Study is not { } study)
            return;
        using (page.Section(Id, "In the Workstation study's tables"))
        {
            page.Paragraph($"{StudyFigures.Explanation} {study.Runs}", "note");
            foreach (var table in study.Tables)
                Table(page, table);
        }
    }

    private static void Table(ReportPage page, StudyTable study)
    {
        var html = page.Html;
        var table = new TableWriter(html);
        table.Write(
            study.Title,
            () =>
            {
                using (html.Open("tr"))
                {
                    table.TextHeads([.. study.Columns.Take(StudyTable.WordColumns)]);
                    table.Heads([.. study.Columns.Skip(StudyTable.WordColumns)]);
                }
            },
            () =>
            {
                using (html.Open("tbody"))
                {
                    foreach (var row in study.Rows)
                    {
                        using (html.Open("tr"))
                        {
                            foreach (var (at, cell) in row.Index())
                                Cell(table, at, cell);
                        }
                    }
                }
            });
    }

    private static void Cell(TableWriter table, int column, string cell)
    {
        if (column < StudyTable.WordColumns)
            table.Text(cell);
        else
            table.Figure(cell, double.TryParse(cell, CultureInfo.InvariantCulture, out var value) ? value : null);
    }
}
