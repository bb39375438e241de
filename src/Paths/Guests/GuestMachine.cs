using System.Diagnostics;
using System.Globalization;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Guests;

/// <summary>A hypervisor's process whose guest serves.</summary>
internal sealed class GuestMachine
{
    private const int LinesShown = 6;

    private GuestMachine(ResidentProcess process) => Process = process;

    public ResidentProcess Process { get; }

    /// <summary>The kernel's release and the NIC's driver, as the guest reported them; null when it did not.</summary>
    public string? Reported { get; private init; }

    /// <summary>Starts it and waits until it serves.</summary>
    /// <exception cref="PathException">The guest ended, or did not serve in time: with its console's last lines.</exception>
    public static async Task<GuestMachine> BootAsync(
        PathSite site, ProcessStartInfo hypervisor, TimeSpan limit, CancellationToken cancellation)
    {
        var process = site.Keep(new ResidentProcess(hypervisor));
        if (await process.WaitForLineAsync(IsReady, limit, cancellation))
            return new GuestMachine(process) { Reported = ReportedBy(process) };

        var what = process.HasExited
            ? "The guest ended before it served."
            : string.Create(CultureInfo.InvariantCulture, $"The guest did not serve within {limit.TotalSeconds:0} s.");
        throw new PathException($"{what} {ConsoleTail(process)}");
    }

    /// <summary>Anywhere in the line: the kernel writes to the same console.</summary>
    private static bool IsReady(string line) => line.Contains(GuestInit.ReadyLine, StringComparison.Ordinal);

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
