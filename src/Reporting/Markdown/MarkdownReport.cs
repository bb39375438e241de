using System.Globalization;
using Wiretax.Reporting.Figures;
using Wiretax.Sessions;
using static Wiretax.Reporting.Markdown.MarkdownText;

namespace Wiretax.Reporting.Markdown;

/// <summary>A session in short, for a pull request: verdicts, the main table, doubts, and the environment folded away.</summary>
public static class MarkdownReport
{
    private static readonly Quantity Say = Quantity.Typographic;

    public static void Write(SessionRecord record, IReadOnlyList<WorkloadFigures> workloads, TextWriter output)
    {
        Line(output, $"# {Escape(record.Scenario)}");
        Line(output, "");
        Line(output, Escape(SessionWords.Summary(record, Say)));
        Line(output, "");
        if (Glance.Of(record, workloads) is { } glance)
            AtAGlance(glance, output);
        Verdicts(record, workloads, output);
        LoadMarkdown.ScaleOut(workloads, each => Line(output, each));
        foreach (var candidate in (record.Comparison?.Candidates ?? []).Where(each => !Headlines.IsControl(record, each.Name)))
            MainTable(record, workloads, candidate.Name, output);
        Study(workloads, output);
        LoadMarkdown.Cpu(workloads, each => Line(output, each));
        Doubts(record, output);
        Environment(record, output);
    }

    private static void AtAGlance(Glance glance, TextWriter output)
    {
        Line(output, $"| workload | metric | {string.Join(" | ", glance.Candidates.Select(Escape))} |");
        Line(output, "|---|---|" + string.Concat(glance.Candidates.Select(_ => "---|")));
        foreach (var workload in glance.Workloads)
        {
            var cells = glance.Candidates.Select(candidate => Glance.Cell(workload, candidate) is { } cell
                ? $"{Say.Ratio(cell.Ratio)} {cell.Verdict}"
                : "not carried");
            Line(output, $"| {Escape(workload.Label)} | {MetricNames.Brief(Headlines.FirstOf(workload))} | {string.Join(" | ", cells)} |");
        }
        Line(output, "");
    }

    private static void Verdicts(SessionRecord record, IReadOnlyList<WorkloadFigures> workloads, TextWriter output)
    {
        var headlines = Headlines.Of(record, workloads).Where(each => !Headlines.IsControl(record, each.Candidate)).ToList();
        if (headlines.Count == 0)
            Line(output, Escape(SessionWords.WithoutVerdicts(record)));
        foreach (var headline in headlines)
            Line(output, $"- **{headline.Result.Verdict}**: {Escape(headline.Sentence)}");
        Line(output, "");
    }

    private static void MainTable(SessionRecord record, IReadOnlyList<WorkloadFigures> workloads, string candidate, TextWriter output)
    {
        Line(output, $"| workload | metric | {Escape(record.Baseline)} | {Escape(candidate)} | ratio | interval | runs | verdict |");
        Line(output, "|---|---|---:|---:|---:|---:|---:|---|");
        foreach (var workload in workloads)
        {
            foreach (var metric in MetricNames.HeadlineOf(workload).Select(each => workload.Metric(candidate, each)).OfType<Analysis.Comparison.MetricResult>())
            {
                Line(output, string.Create(CultureInfo.InvariantCulture,
                    $"| {Escape(workload.Label)} | {MetricNames.Brief(metric.Metric)} | {Say.Of(metric.Baseline, metric.Unit)} | {Say.Of(metric.Candidate, metric.Unit)} | {Say.Ratio(metric.Ratio)} | {Say.RatioRange(metric.Low, metric.High)} | {metric.Runs} | {metric.Verdict} |"));
            }
        }
        Line(output, "");
    }

    private static void Study(IReadOnlyList<WorkloadFigures> workloads, TextWriter output)
    {
        if (StudyFigures.Of(workloads) is not { } study)
            return;
        Line(output, "<details><summary>In the Workstation study's tables</summary>");
        Line(output, "");
        Line(output, Escape($"{StudyFigures.Explanation} {study.Runs}"));
        Line(output, "");
        foreach (var table in study.Tables)
        {
            Line(output, $"**{Escape(table.Title)}**");
            Line(output, "");
            Line(output, $"| {string.Join(" | ", table.Columns.Select(Escape))} |");
            Line(output, $"|{string.Concat(table.Columns.Select((_, at) => at < Summaries.StudyTable.WordColumns ? "---|" : "---:|"))}");
            foreach (var row in table.Rows)
                Line(output, $"| {string.Join(" | ", row.Select(Escape))} |");
            Line(output, "");
        }
        Line(output, "</details>");
        Line(output, "");
    }

    private static void Doubts(SessionRecord record, TextWriter output)
    {
        var lines = new List<string>();
        lines.AddRange(record.Paths.Where(each => !each.Measured).Select(each => $"- **not measured**: {Escape($"{each.Name}: {each.Why ?? "no reason is recorded"}")}"));
        lines.AddRange(record.Runs.Where(each => !each.Complete).Select(each => string.Create(CultureInfo.InvariantCulture,
            $"- **incomplete**: {Escape($"{each.Path}, {each.Workload} {each.Direction}")}, run {each.Repetition}: {Escape(string.Join(" ", each.IncompleteReasons))}")));
        lines.AddRange(SessionWords.Warnings(record).Select(each => $"- **{Escape(each.Code)}**: {Escape(each.Message)}"));
        if (lines.Count == 0)
            return;
        Line(output, "## Doubts");
        Line(output, "");
        lines.ForEach(each => Line(output, each));
        Line(output, "");
    }

    private static void Environment(SessionRecord record, TextWriter output)
    {
        Line(output, "<details><summary>Environment</summary>");
        Line(output, "");
        Line(output, "| | |");
        Line(output, "|---|---|");
        foreach (var (name, value) in record.Environment)
            Line(output, $"| {Escape(name)} | {Escape(value ?? Quantity.Unknown)} |");
        foreach (var path in record.Paths.Where(each => each.Measured))
            Line(output, $"| path {Escape(path.Name)} | {Escape(string.Join("; ", path.Configuration.Where(each => each.Value is not null).Select(each => $"{each.Key}: {each.Value}")))} |");
        Line(output, "");
        Line(output, "</details>");
    }

    private static void Line(TextWriter output, string text)
    {
        output.Write(text);
        output.Write('\n');
    }
}
