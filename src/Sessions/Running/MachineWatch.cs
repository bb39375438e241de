using System.Globalization;
using Wiretax.Agent;

namespace Wiretax.Sessions.Running;

/// <summary>
/// Watches the machine for what disturbs a measurement: time stolen by a hypervisor below, CPU that others use while
/// the session rests, and a clock frequency that changes. Figures come from <c>/proc/stat</c> (proc(5)).
/// </summary>
internal sealed class MachineWatch
{
    private static readonly TimeSpan RestSample = TimeSpan.FromMilliseconds(200);

    private readonly ProcessorTimes _start = ProcessorTimes.Read();
    private readonly List<double> _restingLoads = [];
    private readonly List<double> _megahertz = [];

    /// <summary>Looks at the machine while no traffic flows.</summary>
    public async Task RestAsync(CancellationToken cancellation)
    {
        var before = ProcessorTimes.Read();
        await Task.Delay(RestSample, cancellation);
        if (ProcessorTimes.Read().Since(before).BusyShare is { } share)
            _restingLoads.Add(share);
        if (CurrentMegahertz() is { } megahertz)
            _megahertz.Add(megahertz);
    }

    public MachineDisturbance Finish() => new(
        ProcessorTimes.Read().Since(_start).StealShare,
        _restingLoads.Count == 0 ? null : _restingLoads.Max(),
        _megahertz.Count == 0 ? null : _megahertz.Min(),
        _megahertz.Count == 0 ? null : _megahertz.Max());

    private static double? CurrentMegahertz()
    {
        var clocks = ProcFile.Lines("/proc/cpuinfo")
            .Where(line => line.StartsWith("cpu MHz", StringComparison.Ordinal))
            .Select(line => double.TryParse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture, out var value) ? value : 0)
            .Where(value => value > 0)
            .ToList();
        return clocks.Count == 0 ? null : clocks.Average();
    }
}

/// <summary>CPU time of all processors since boot, nanoseconds.</summary>
internal readonly record struct ProcessorTimes(long Total, long Idle, long Steal)
{
    public static ProcessorTimes Read()
    {
        var all = OwnMachine.Processors();
        return new ProcessorTimes(
            all.Sum(each => each.User + each.System + each.SoftInterrupt + each.Interrupt + each.Steal + each.Idle),
            all.Sum(each => each.Idle), all.Sum(each => each.Steal));
    }

    public ProcessorTimes Since(ProcessorTimes before) => new(Total - before.Total, Idle - before.Idle, Steal - before.Steal);

    /// <summary>Null where no time has passed, or the kernel tells none.</summary>
    public double? StealShare => Total > 0 ? (double)Steal / Total : null;
    public double? BusyShare => Total > 0 ? (double)(Total - Idle) / Total : null;
}
