using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Wiretax.Reporting.Figures;
using Wiretax.Reporting.Plots;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Html;

/// <summary>
/// The report as one file: nothing is loaded from anywhere, scripts only add sorting and hover bubbles, and a content
/// security policy holds both.
/// </summary>
public static class HtmlReport
{
    public static void Write(SessionRecord record, IReadOnlyList<WorkloadFigures> workloads, IReadOnlyList<Panel> panels, TextWriter output)
    {
        var html = new HtmlWriter(output);
        var page = new ReportPage(record, workloads, panels, SeriesStyle.ForPaths(record), html);
        var script = EmbeddedFile.ReadText("report.js");

        html.OwnMarkup("<!DOCTYPE html>\n");
        using (html.Open("html", ("lang", "en")))
        {
            using (html.Open("head"))
                Head(page, script);
            using (html.Open("body"))
            {
                Header(page);
                using (html.Open("main"))
                {
                    VerdictSection.Write(page);
                    ScaleOutSection.Write(page);
                    LayerSection.Write(page);
                    StudySection.Write(page);
                    PlotSection.Write(page);
                    PhaseSection.Write(page);
                    CpuSection.Write(page);
                    DoubtSection.Write(page);
                    DesignSection.Write(page);
                    ConfigurationSection.Write(page);
                    CaptureSection.Write(page);
                }
                html.Element("footer", $"Written by wiretax {record.Environment.GetValueOrDefault("wiretax")}. Directions are seen from the peer: rx is what the system under test sends.");
                using (html.Open("script"))
                    html.OwnMarkup(script);
            }
        }
        html.Line();
    }

    private static void Head(ReportPage page, string script)
    {
        var html = page.Html;
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content",
            $"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{Digest(script)}'"));
        html.Element("title", $"{page.Record.Scenario}: Wiretax report");
        using (html.Open("style"))
        {
            html.OwnMarkup(EmbeddedFile.ReadText("report.css"));
        }
    }

    private static void Header(ReportPage page)
    {
        var html = page.Html;
        using (html.Open("header"))
        {
            html.Element("p", "What the path costs, frame by frame", ("class", "kicker"));
            html.Element("h1", page.Record.Scenario);
            Answer(page);
            page.Paragraph(string.Create(CultureInfo.InvariantCulture,
                $"{SessionWords.Summary(page.Record, ReportPage.Say)} Started {page.Record.StartedAt.ToUniversalTime():yyyy-MM-dd HH:mm} UTC."), "facts");
            Navigation(page);
        }
    }

    private static void Answer(ReportPage page)
    {
        if (Glance.Of(page.Record, page.Workloads) is { } glance)
        {
            GlanceTable.Write(page, glance);
            return;
        }
        foreach (var answer in Headlines.Answer(page.Record).DefaultIfEmpty(SessionWords.WithoutVerdicts(page.Record)))
            page.Paragraph(answer, "answer");
    }

    private static void Navigation(ReportPage page)
    {
        var html = page.Html;
        using (html.Open("nav", ("aria-label", "Sections")))
        {
            foreach (var (id, title, isIn) in new[]
            {
                ("verdicts", "Verdicts", true), (ScaleOutSection.Id, "Scale-out", ScaleOutSection.IsIn(page)), ("layers", "Layers", true),
                (StudySection.Id, "Study tables", page.Study is not null), ("plots", "Plots", true), ("phases", "Phases", true), ("cpu", "CPU", true),
                ("doubts", "Doubts", true), ("design", "Design", true), ("configuration", "Configuration", true), ("captures", "Captures", true),
            })
            {
                if (!isIn)
                    continue;
                html.Element("a", title, ("href", "#" + id));
                html.Text(" ");
            }
        }
    }

    private static string Digest(string script) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
}
