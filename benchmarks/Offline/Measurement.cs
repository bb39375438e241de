using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Wiretax.Offline;

/// <summary>
/// Runs one command, its output thrown away, and prints its wall-clock seconds, peak resident KiB, seconds to the first
/// output, and processor seconds.
/// </summary>
internal static partial class Measurement
{
    private const int Children = -1;

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct ResourceUsage
    {
        public fixed long Times[4];
        public long MaximumResidentKibibytes;
        public fixed long Others[13];
    }

    public static unsafe int Run(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var firstByte = process.StandardOutput.BaseStream.ReadByte() >= 0 ? clock.Elapsed : (TimeSpan?)null;
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        var took = clock.Elapsed;

        ResourceUsage usage;
        _ = GetUsage(Children, &usage);
        // ru_utime and ru_stime, each in seconds and microseconds.
        var processor = usage.Times[0] + usage.Times[2] + (usage.Times[1] + usage.Times[3]) / 1e6;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{took.TotalSeconds:0.0000} {usage.MaximumResidentKibibytes} {(firstByte ?? took).TotalSeconds:0.0000} {processor:0.0000}"));
        if (process.ExitCode != 0)
            Console.Error.WriteLine($"{string.Join(' ', command)}: exit status {process.ExitCode}: {error.GetAwaiter().GetResult()}");
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static unsafe partial int GetUsage(int who, ResourceUsage* usage);
}
