using System.Diagnostics;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Guests;

/// <summary>
/// Chooses QEMU's accelerator by proof: /dev/kvm may be there, may open, and no kernel boot under it. A tiny guest is
/// booted under KVM with a time limit, and the answer is kept for this machine, kernel and QEMU.
/// </summary>
internal static class AcceleratorProof
{
    private const string Device = "/dev/kvm";
    private const string AnswerFile = "accelerator";
    private static readonly TimeSpan BootLimit = TimeSpan.FromSeconds(10);
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static Accelerator? _chosen;

    /// <exception cref="PathException">QEMU, busybox or the guest's kernel is missing.</exception>
    public static async Task<Accelerator> ChooseAsync(GuestKernel kernel, Action<string> progress, CancellationToken cancellation)
    {
        await Once.WaitAsync(cancellation);
        try
        {
            return _chosen ??= await RememberedOrProvenAsync(kernel, progress, cancellation);
        }
        finally
        {
            Once.Release();
        }
    }

    private static async Task<Accelerator> RememberedOrProvenAsync(GuestKernel kernel, Action<string> progress, CancellationToken cancellation)
    {
        if (!File.Exists(Device))
            return new Accelerator(Accelerator.Tcg, $"there is no {Device}");
        if (WhyNotOpen() is { } refused)
            return new Accelerator(Accelerator.Tcg, refused);

        var key = await KeyAsync(kernel, cancellation);
        var file = Path.Combine(kernel.Folder, AnswerFile);
        if (Recall(file, key) is { } known)
            return known;

        progress("booting a tiny guest to prove KVM");
        var proven = await ProveAsync(kernel, cancellation);
        Keep(file, key, proven);
        return proven;
    }

    private static async Task<Accelerator> ProveAsync(GuestKernel kernel, CancellationToken cancellation)
    {
        var kvm = new Accelerator(Accelerator.Kvm, "a guest booted under it on this machine");
        await using var site = new PathSite();
        var files = Path.Combine(site.Folder, "probe.cpio");
        InitialFileSystem.WriteProbe(files);
        await using var machine = new ResidentProcess(new ProcessStartInfo(Tool.Locate(QemuMachine.Program),
            QemuMachine.Bare(kernel, kvm, files, new GuestOptions { MemoryBytes = 128 << 20 })));

        if (await machine.WaitForLineAsync(line => line.Contains(GuestInit.AliveLine, StringComparison.Ordinal), BootLimit, cancellation))
            return kvm;
        return new Accelerator(Accelerator.Tcg, machine.HasExited
            ? $"KVM is there, but a guest did not boot under it: {Complaint(machine.LastLines)}"
            : $"KVM is there, but a guest had not booted under it after {BootLimit.TotalSeconds:0} s");
    }

    /// <summary>QEMU's own error, without its name.</summary>
    private static string Complaint(IReadOnlyList<string> lines)
    {
        const string Mark = "error: ";
        var line = lines.FirstOrDefault(each => each.Contains(Mark, StringComparison.Ordinal)) ?? (lines.Count > 0 ? lines[^1] : "QEMU gave no reason");
        return (line.Contains(Mark, StringComparison.Ordinal) ? line[(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..] : line).Trim().TrimEnd('.');
    }

    private static string? WhyNotOpen()
    {
        try
        {
            using var opened = File.Open(Device, FileMode.Open, FileAccess.ReadWrite);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"{Device} cannot be opened: {refused.Message}";
        }
    }

    /// <summary>What the answer depends on: host's and guest's kernel, QEMU, processor, and the device since it was made.</summary>
    private static async Task<string> KeyAsync(GuestKernel kernel, CancellationToken cancellation)
    {
        var processor = (await File.ReadAllLinesAsync("/proc/cpuinfo", cancellation))
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim();
        var host = (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease", cancellation)).Trim();
        var device = File.GetLastWriteTimeUtc(Device).Ticks;
        return $"{host}; {await QemuMachine.VersionAsync(cancellation)}; {processor}; {device}; {kernel.Version}";
    }

    private static Accelerator? Recall(string file, string key)
    {
        if (!File.Exists(file))
            return null;
        var lines = File.ReadAllLines(file);
        return lines.Length >= 3 && lines[0] == key && lines[1] is Accelerator.Kvm or Accelerator.Tcg
            ? new Accelerator(lines[1], lines[2])
            : null;
    }

    private static void Keep(string file, string key, Accelerator proven)
    {
        try
        {
            File.WriteAllLines(file, [key, proven.Name, proven.Why]);
        }
        catch (Exception readOnly) when (readOnly is IOException or UnauthorizedAccessException)
        {
            // It is proven again next time.
        }
    }
}
