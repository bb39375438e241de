namespace Wiretax.Reporting.Html;

/// <summary>Where the captures and tables are, and how to open them.</summary>
internal static class CaptureSection
{
    public static void Write(ReportPage page)
    {
        var html = page.Html;
        using (page.Section("captures", "Captures and tables"))
        {
            var captures = page.Record.Runs.Select(each => each.Capture).OfType<string>().ToList();
            page.Paragraph("Every frame of every run is in captures/ beside this file, one pcapng file a run. They open in Wireshark; here is what each holds, on the command line:");
            var example = captures.Count > 0 ? captures[0] : "captures/NAME.pcapng";
            html.Element("pre", $"wiretax analyze {example}\ntshark -r {example}\nwireshark {example}");
            page.Paragraph("The figures are in tables/ as CSV and Parquet, the plots in plots/ as SVG and PNG, everything in session.json.");
            if (captures.Count == 0)
                return;
            using (html.Open("details"))
            {
                html.Element("summary", "The captures of this session");
                using (html.Open("ul", ("class", "files")))
                {
                    foreach (var capture in captures)
                    {
                        using (html.Open("li"))
                            html.Element("a", capture, ("href", string.Join('/', capture.Split('/').Select(Uri.EscapeDataString))));
                    }
                }
            }
        }
    }
}
