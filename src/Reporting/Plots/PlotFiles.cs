namespace Wiretax.Reporting.Plots;

/// <summary>How the files in <c>plots/</c> are called: what a plot shows, then the workload and direction that it shows.</summary>
internal static class PlotFiles
{
    public const string Bytes = "bytes-";
    public const string Durations = "duration-";
    public const string RoundTrips = "rtt-";
    public const string Throughput = "throughput-";
    public const string OverTime = "over-time-";
    public const string Sizes = "sizes-";
    public const string ScaleOut = "scale-out-";
    public const string Ratios = "ratios-";

    private static readonly string[] Prefixes = [Bytes, Durations, RoundTrips, Throughput, OverTime, Sizes, ScaleOut, Ratios];

    /// <summary>Workloads are named by users: only letters, digits and dashes go into a file's name.</summary>
    public static string Name(string workload) =>
        string.Concat(workload.Select(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_' ? each : '-'));

    /// <summary>Whether a report may have written the file; any other is somebody else's.</summary>
    public static bool IsOwn(string file) =>
        Path.GetExtension(file) is ".svg" or ".png"
        && Prefixes.Any(each => Path.GetFileName(file).StartsWith(each, StringComparison.Ordinal));
}
