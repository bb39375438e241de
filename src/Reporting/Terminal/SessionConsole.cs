using System.Globalization;
using Spectre.Console;
using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Terminal;

/// <summary>A session on the terminal: verdicts first, then the layer tables. Fits 80 columns.</summary>
public static class SessionConsole
{
    public static void Render(SessionRecord record, IAnsiConsole console)
    {
        var workloads = SessionFigures.Of(record);
        console.MarkupLine($"[bold]{Markup.Escape(record.Scenario)}[/]");
        console.WriteLine(SessionWords.Summary(record, Quantity.Plain));
        if (Glance.Of(record, workloads) is { } glance)
            GlanceGrid.Render(record, glance, console);
        else
            VerdictList.Render(record, Headlines.Of(record, workloads), console);
        NotMeasured(record, console);
        ScaleOutTables.Render(workloads, console);

        foreach (var workload in workloads)
        {
            console.WriteLine();
            console.MarkupLine($"[bold]{Markup.Escape(workload.Title)}[/]  [grey]{Markup.Escape(Medians(workload))}[/]");
            console.Write(workload.IsPing ? WorkloadTables.Echo(workload) : WorkloadTables.Layers(workload));
            foreach (var candidate in workload.Metrics.Select(each => each.Candidate).Distinct())
                console.Write(WorkloadTables.Comparison(workload, record.Baseline, candidate));
        }
        ScaleOutTables.RenderBottlenecks(workloads, console);
        ObserverEffects(record, console);
    }

    private static void ObserverEffects(SessionRecord record, IAnsiConsole console)
    {
        if (record.ObserverEffects.Count == 0)
            return;
        console.WriteLine();
        console.MarkupLine("[bold]what capturing costs[/]  [grey]rate with a capture over the rate without[/]");
        var say = Quantity.Plain;
        foreach (var effect in record.ObserverEffects)
        {
            var interval = effect.Low is null ? "" : $" ({say.RatioRange(effect.Low, effect.High)})";
            console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {effect.Path}, {effect.Workload} {effect.Direction}: {say.Ratio(effect.Ratio)}{interval}, {effect.Runs} runs"));
        }
    }

    private static string Medians(WorkloadFigures workload)
    {
        var counts = workload.Paths.Select(path => workload.CompleteRuns(path).Count()).Distinct().Order().ToList();
        return counts is [1]
            ? "one run each"
            : string.Create(CultureInfo.InvariantCulture, $"medians of {string.Join(" to ", counts.Count > 1 ? [counts[0], counts[^1]] : counts)} runs");
    }

    private static void NotMeasured(SessionRecord record, IAnsiConsole console)
    {
        foreach (var path in record.Paths.Where(each => !each.Measured))
            Note(console, "not measured", $"{path.Name}: {path.Why ?? "no reason given"}");
        foreach (var run in record.Runs.Where(each => !each.Complete))
        {
            Note(console, "incomplete", string.Create(CultureInfo.InvariantCulture,
                $"{run.Path}, {run.Workload} {run.Direction}, run {run.Repetition}: {string.Join(" ", run.IncompleteReasons)}"));
        }
        foreach (var warning in SessionWords.Warnings(record))
            Note(console, "warning", warning.Message);
    }

    private static void Note(IAnsiConsole console, string kind, string text)
    {
        console.WriteLine();
        console.MarkupLine($"[yellow]{kind}[/]  {Markup.Escape(text)}");
    }
}
