using System.Diagnostics;
using System.Globalization;
using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

/// <summary>What tests of paths need of the machine, and what they look at on it.</summary>
internal static class PathMachine
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The kind, or a skip that says why this machine cannot build it.</summary>
    public static async Task<IPathKind> NeedAsync(string kind)
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("network namespaces need root");
        var found = PathKinds.Find(kind)!;
        var availability = await found.CheckAsync(Cancellation);
        if (!availability.Available)
            Assert.Skip($"{availability.Why} {availability.Remedy}");
        return found;
    }

    public static Task<(int Status, string Output)> RunInPeerAsync(IPath path, string program, params string[] arguments) =>
        RunAsync(path.AtCaptureNode(program, arguments));

    public static async Task<(int Status, string Output)> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, output + await error);
    }

    /// <summary>Three echo requests, all answered.</summary>
    public static async Task PingAsync(IPath path)
    {
        var ping = await RunInPeerAsync(path, "busybox", "ping", "-c", "3", "-i", "0.1", $"{path.Links[0].SystemUnderTestAddress}");
        Assert.Contains("3 packets received, 0% packet loss", ping.Output);
    }

    /// <summary>The stand-in server's file, whole.</summary>
    public static async Task DownloadAsync(IPath path, string file = "file", long size = StandInServer.FileSizeInGuest)
    {
        var download = await RunInPeerAsync(path, "busybox", "sh", "-c",
            $"busybox wget -q -O - http://{path.Links[0].SystemUnderTestAddress}:{StandInServer.Port}/{file} | busybox wc -c");
        Assert.Equal(size, long.Parse(download.Output, CultureInfo.InvariantCulture));
    }

    public static Task DownloadFromMachineAsync(IPath path) => DownloadAsync(
        path, StandInServer.FileOnMachine, new FileInfo(typeof(PathMachine).Assembly.Location).Length);

    public static async Task WaitUntilAsync(Func<bool> condition, TimeSpan limit)
    {
        var began = Stopwatch.GetTimestamp();
        while (!condition() && Stopwatch.GetElapsedTime(began) < limit)
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
        Assert.True(condition(), $"not so within {limit.TotalSeconds} s");
    }

    /// <summary>Network namespaces that a process made.</summary>
    public static List<string> NamespacesOf(int pid) => NamesOf("/run/netns", pid);

    /// <summary>Folders that a process keeps for its paths.</summary>
    public static List<string> FoldersOf(int pid) => NamesOf("/run/wiretax", pid);

    /// <summary>No namespace (so no interface), no folder, and no process that was started with the name of either.</summary>
    public static void AssertNothingLeftOf(int pid)
    {
        Assert.Empty(NamespacesOf(pid));
        Assert.Empty(FoldersOf(pid));
        Assert.Empty(CommandLinesWith($"wt-{pid}-"));
    }

    private static List<string> NamesOf(string directory, int pid) => Directory.Exists(directory)
        ? [.. Directory.EnumerateFileSystemEntries(directory, $"wt-{pid}-*").Select(each => Path.GetFileName(each))]
        : [];

    private static List<string> CommandLinesWith(string text) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(each => char.IsAsciiDigit(Path.GetFileName(each)[0]))
            .Select(each => CommandLine(Path.Combine(each, "cmdline")))
            .Where(line => line.Contains(text, StringComparison.Ordinal)),
    ];

    private static string CommandLine(string file)
    {
        try
        {
            return File.ReadAllText(file).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }
}
