using System.Diagnostics;
using System.Globalization;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Guests;

/// <summary>A hypervisor's process whose guest serves.</summary>
internal sealed class GuestMachine
{
    private const int LinesShown = 6;

    private readonly IGuestPower _power;
    private bool _isRunning = true;

    private GuestMachine(ResidentProcess process, IGuestPower power) => (Process, _power) = (process, power);

    public ResidentProcess Process { get; }

    /// <summary>How its agent is reached; null without one.</summary>
    public AgentEnd? Agent { get; private init; }

    /// <summary>The kernel's release and the NIC's driver, as the guest reported them; null when it did not.</summary>
    public string? Reported { get; private init; }

    /// <summary>Starts it and waits until its server, and its agent where it has one, are ready.</summary>
    /// <param name="power">How it is halted; null: as a process.</param>
    /// <exception cref="PathException">The guest ended, or did not serve in time: with its console's last lines.</exception>
    public static async Task<GuestMachine> BootAsync(
        PathSite site, ProcessStartInfo hypervisor, IGuestPower? power, AgentEnd? agent, TimeSpan limit, CancellationToken cancellation)
    {
        var process = site.Keep(new ResidentProcess(hypervisor));
        List<string> awaited = agent is null ? [GuestInit.ReadyLine] : [GuestInit.ReadyLine, GuestInit.AgentReadyLine];
        if (await process.WaitForLineAsync(IsLastOf(awaited), limit, cancellation))
            return new GuestMachine(process, power ?? new ProcessPower(process)) { Reported = ReportedBy(process), Agent = agent };

        var what = process.HasExited
            ? "The guest ended before it served."
            : string.Create(CultureInfo.InvariantCulture, $"The guest did not serve within {limit.TotalSeconds:0} s.");
        throw new PathException($"{what} {ConsoleTail(process)}");
    }

    /// <exception cref="PathException">The hypervisor does not do it.</exception>
    public async Task SetRunningAsync(bool running, CancellationToken cancellation)
    {
        if (running == _isRunning || Process.HasExited)
            return;
        await (running ? _power.ResumeAsync(cancellation) : _power.PauseAsync(cancellation));
        _isRunning = running;
    }

    /// <summary>Anywhere in the line: the kernel writes to the same console.</summary>
    private static Func<string, bool> IsLastOf(List<string> awaited) => line =>
    {
        awaited.RemoveAll(each => line.Contains(each, StringComparison.Ordinal));
        return awaited.Count == 0;
    };

    private static string? ReportedBy(ResidentProcess process) => process.LastLines
        .Where(line => line.Contains(GuestInit.KernelLine, StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(GuestInit.KernelLine, StringComparison.Ordinal) + GuestInit.KernelLine.Length)..].Trim())
        .LastOrDefault();

    private static string ConsoleTail(ResidentProcess process)
    {
        var lines = process.LastLines.Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var panic = lines.FindLastIndex(line => line.Contains("Kernel panic", StringComparison.Ordinal));
        var shown = panic >= 0 ? lines.Skip(panic).Take(LinesShown) : lines.TakeLast(LinesShown);
        return lines.Count == 0
            ? "Its console stayed empty."
            : "Its console's last lines: " + string.Join(" | ", shown);
    }
}
