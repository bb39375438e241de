using System.Globalization;
using Wiretax.Reporting.Figures;
using static Wiretax.Reporting.Markdown.MarkdownText;

namespace Wiretax.Reporting.Markdown;

/// <summary>Scale-out figures, CPU and bottlenecks for a pull request.</summary>
internal static class LoadMarkdown
{
    private static readonly Quantity Say = Quantity.Typographic;

    public static void ScaleOut(IReadOnlyList<WorkloadFigures> workloads, Action<string> line)
    {
        foreach (var group in ScaleOutFigures.Of(workloads))
        {
            line($"## Scale-out: {Escape(group.Title)}");
            line("");
            line("| path | pairs | runs | throughput | of wire speed | wire carries | of that | fairness | worst start skew | held back by |");
            line("|---|---:|---:|---:|---:|---:|---:|---:|---:|---|");
            foreach (var row in group.Rows)
            {
                line(string.Create(CultureInfo.InvariantCulture,
                    $"| {Escape(row.Path)} | {row.Pairs} | {row.Runs} | {Say.BitRate(row.Goodput)} | {Say.Share(row.ShareOfWire)} | {Say.BitRate(row.WirePayload)} | {Say.Share(row.ShareOfPayload)} | {Say.Index(row.Fairness)} | {Say.Seconds(row.WorstSkew)} | {row.Bottleneck?.Answer ?? Quantity.Unknown} |"));
            }
            line("");
        }
    }

    public static void Cpu(IReadOnlyList<WorkloadFigures> workloads, Action<string> line)
    {
        var known = workloads.Where(each => each.Load.Count > 0).ToList();
        if (known.Count == 0)
            return;
        line("## CPU and bottlenecks");
        line("");
        line("CPU seconds of one transfer by side, and shares of the processors of the machine that the session ran on; medians over the complete runs.");
        line("");
        line("| path | workload | peer | system under test | hypervisor | of it user | of it system | CPU per gigabyte | machine busy | of it softirqs | held back by |");
        line("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        foreach (var workload in known)
        {
            foreach (var (cpu, load) in workload.Cpu.Join(workload.Load, each => each.Path, each => each.Path, (cpu, load) => (cpu, load)))
            {
                line($"| {Escape(cpu.Path)} | {Escape(workload.Label)} | {Say.Seconds(cpu.Peer)} | {Say.Seconds(cpu.SystemUnderTest)} | {Say.Seconds(cpu.Hypervisor)} "
                    + $"| {Say.Seconds(cpu.HypervisorUser)} | {Say.Seconds(cpu.HypervisorSystem)} | {Say.Of(cpu.PerGigabyte, "s/GB")} | {Say.Share(load.Machine.Busy)} | {Say.Share(load.Machine.Soft)} "
                    + $"| {workload.Bottleneck(cpu.Path)?.Answer ?? Quantity.Unknown} |");
            }
        }
        line("");
        var evidence = from workload in known
                       from path in workload.Paths
                       let found = workload.Bottleneck(path)
                       where found is not null
                       select $"- **{Escape(path)}, {Escape(workload.Label)}**: {Escape(found.Why)}";
        line("<details><summary>What held each path back: the evidence</summary>");
        line("");
        foreach (var each in evidence)
            line(each);
        line("");
        line("</details>");
        line("");
    }
}
