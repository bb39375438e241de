namespace Wiretax.Reporting.Html;

/// <summary>The whole configuration, a section each, as the scale-out study prints its own.</summary>
internal static class ConfigurationSection
{
    public static void Write(ReportPage page)
    {
        var html = page.Html;
        using (page.Section("configuration", "Configuration"))
        {
            html.Element("h3", "Machine");
            Facts(page, page.Record.Environment);
            using (html.Open("div", ("class", "columns")))
            {
                foreach (var path in page.Record.Paths)
                {
                    using (html.Open("div"))
                    {
                        using (html.Open("h3"))
                        {
                            html.Text("Path ");
                            page.PathName(path.Name);
                        }
                        Facts(page, path.Configuration.Prepend(new("kind", path.Kind)).Append(new("measured", path.Measured ? "yes" : "no: " + path.Why)));
                    }
                }
                foreach (var workload in page.Record.Workloads)
                {
                    using (html.Open("div"))
                    {
                        html.Element("h3", "Workload " + workload.Name);
                        Facts(page, (workload.Configuration ?? Enumerable.Empty<KeyValuePair<string, string?>>()).Prepend(new("kind", workload.Kind)));
                    }
                }
            }
        }
    }

    public static void Facts(ReportPage page, IEnumerable<KeyValuePair<string, string?>> facts)
    {
        var html = page.Html;
        using (html.Open("dl", ("class", "facts")))
        {
            foreach (var (name, value) in facts)
            {
                html.Element("dt", name);
                html.Element("dd", value ?? "not known", ("class", value is null ? "unknown" : null));
            }
        }
    }
}
