using Wiretax.Reporting.Figures;
using Wiretax.Reporting.Plots;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Html;

/// <summary>What the sections of a report are written from.</summary>
internal sealed record ReportPage(
    SessionRecord Record, IReadOnlyList<WorkloadFigures> Workloads, IReadOnlyList<Panel> Panels, IReadOnlyDictionary<string, SeriesStyle> Styles, HtmlWriter Html)
{
    /// <summary>Empty where no pairs ran side by side.</summary>
    public IReadOnlyList<ScaleOutGroup> ScaleOut { get; } = ScaleOutFigures.Of(Workloads);

    /// <summary>Null for a session with neither ping nor file transfer.</summary>
    public StudyFigures? Study { get; } = StudyFigures.Of(Workloads);

    public static Quantity Say => Quantity.Typographic;

    /// <summary>A path's name with its colour and shape.</summary>
    public void PathName(string path)
    {
        if (Styles.TryGetValue(path, out var style))
        {
            using (Html.Open("span", ("class", "key"), ("style", $"color:var(--series-{style.Slot})"), ("aria-hidden", "true")))
                Html.Text(style.Glyph);
            Html.Text("\u00a0");
        }
        Html.Text(path);
    }

    public HtmlWriter.Scope Section(string id, string title)
    {
        var scope = Html.Open("section", ("id", id), ("aria-labelledby", id + "-title"));
        Html.Element("h2", title, ("id", id + "-title"));
        return scope;
    }

    /// <summary>A paragraph of plain text.</summary>
    public void Paragraph(string text, string? style = null) => Html.Element("p", text, ("class", style));
}
