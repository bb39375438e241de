using System.Globalization;

namespace Wiretax.Reporting.Html;

/// <summary>Warnings with what to do about them, paths that were not measured, runs that are not complete.</summary>
internal static class DoubtSection
{
    public static void Write(ReportPage page)
    {
        var html = page.Html;
        var record = page.Record;
        using (page.Section("doubts", "Doubts"))
        {
            var warnings = SessionWords.Warnings(record);
            var notMeasured = record.Paths.Where(each => !each.Measured).ToList();
            var incomplete = record.Runs.Where(each => !each.Complete).ToList();
            if (warnings.Count + notMeasured.Count + incomplete.Count == 0)
                page.Paragraph("None: every path was measured, every run is complete, and nothing was warned of.");

            List(page, "Warnings", warnings.Select(each => (each.Code, each.Message)));
            List(page, "Paths that were not measured", notMeasured.Select(each => (each.Name, each.Why ?? "No reason is recorded.")));
            List(page, "Incomplete runs, kept out of every figure", incomplete.Select(each => (
                string.Create(CultureInfo.InvariantCulture, $"{each.Path}, {each.Workload} {each.Direction}, run {each.Repetition}"),
                each.IncompleteReasons.Count == 0 ? "No reason is recorded." : string.Join(" ", each.IncompleteReasons))));
        }
    }

    private static void List(ReportPage page, string title, IEnumerable<(string Name, string Text)> entries)
    {
        var html = page.Html;
        var all = entries.ToList();
        if (all.Count == 0)
            return;
        html.Element("h3", title);
        using (html.Open("dl", ("class", "doubts")))
        {
            foreach (var (name, text) in all)
            {
                html.Element("dt", name);
                html.Element("dd", text);
            }
        }
    }
}
