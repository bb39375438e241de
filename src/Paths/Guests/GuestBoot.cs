using System.Diagnostics;
using System.Globalization;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Guests;

/// <summary>Starts a hypervisor and waits until its guest serves.</summary>
internal static class GuestBoot
{
    private const int LinesShown = 6;

    /// <exception cref="PathException">The guest ended, or did not serve in time: with its console's last lines.</exception>
    public static async Task<ResidentProcess> StartAsync(
        PathSite site, ProcessStartInfo hypervisor, TimeSpan limit, CancellationToken cancellation)
    {
        var machine = site.Keep(new ResidentProcess(hypervisor));
        if (await machine.WaitForLineAsync(line => line.Contains(GuestInit.ReadyLine, StringComparison.Ordinal), limit, cancellation))
            return machine;

        var what = machine.HasExited
            ? "The guest ended before it served."
            : string.Create(CultureInfo.InvariantCulture, $"The guest did not serve within {limit.TotalSeconds:0} s.");
        throw new PathException($"{what} {ConsoleTail(machine)}");
    }

    /// <summary>The kernel's release and the NIC's driver, as the guest reported them; null when it did not.</summary>
    public static string? Reported(ResidentProcess machine) => machine.LastLines
        .Where(line => line.Contains(", driver ", StringComparison.Ordinal) && line.Contains(GuestInit.Says, StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(GuestInit.Says, StringComparison.Ordinal) + GuestInit.Says.Length)..].Trim())
        .FirstOrDefault();

    private static string ConsoleTail(ResidentProcess machine)
    {
        var lines = machine.LastLines.Where(line => line.Trim().Length > 0).TakeLast(LinesShown).Select(line => line.Trim()).ToList();
        return lines.Count == 0
            ? "Its console stayed empty."
            : "Its console's last lines: " + string.Join(" | ", lines);
    }
}
