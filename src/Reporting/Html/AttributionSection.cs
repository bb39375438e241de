using System.Globalization;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Reporting.Html;

/// <summary>Where a difference in link bytes comes from, cause by cause, adding up.</summary>
internal static class AttributionSection
{
    public static void Write(ReportPage page)
    {
        var all = (from candidate in page.Record.Comparison?.Candidates ?? []
                   from attribution in candidate.Attribution
                   select (candidate.Name, Attribution: attribution)).ToList();
        if (all.Count == 0)
            return;

        var html = page.Html;
        html.Element("h3", "Where the difference in bytes comes from");
        foreach (var sentence in all.Select(each => each.Attribution.Sentence).OfType<string>())
            page.Paragraph(sentence);
        var causes = (all[0].Attribution.Causes ?? []).Select(each => each.Cause).ToList();
        var table = new TableWriter(html);
        table.Write(
            "Link bytes more (+) or fewer (−) than the baseline's, by cause; the causes add up to the difference",
            () =>
            {
                using (html.Open("tr"))
                {
                    table.TextHeads("Path", "Workload");
                    foreach (var cause in causes)
                        table.Heads(cause.Replace('-', ' '));
                    table.Heads("Difference");
                }
            },
            () =>
            {
                using (html.Open("tbody"))
                {
                    foreach (var (candidate, attribution) in all)
                        Row(page, table, candidate, attribution, causes);
                }
            });
    }

    private static void Row(ReportPage page, TableWriter table, string candidate, ByteAttribution attribution, List<string> causes)
    {
        using (page.Html.Open("tr"))
        {
            LayerSection.RowHead(page, candidate);
            table.Text(string.Create(CultureInfo.InvariantCulture, $"{attribution.Workload} {attribution.Direction}"));
            foreach (var cause in causes)
                Signed(table, attribution.Causes?.FirstOrDefault(each => each.Cause == cause)?.Bytes);
            Signed(table, attribution.Difference);
        }
    }

    private static void Signed(TableWriter table, long? bytes) =>
        table.Figure((bytes > 0 ? "+" : "") + ReportPage.Say.Count(bytes), bytes);
}
