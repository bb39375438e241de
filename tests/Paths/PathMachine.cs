using System.Diagnostics;
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
        RunAsync(path.InPeer(program, arguments));

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

    /// <summary>Network namespaces that a process made with this program's names.</summary>
    public static List<string> NamespacesOf(int pid) => NamesOf("/run/netns", pid);

    /// <summary>Folders that a process keeps for its sites.</summary>
    public static List<string> FoldersOf(int pid) => NamesOf("/run/wiretax", pid);

    private static List<string> NamesOf(string directory, int pid) => Directory.Exists(directory)
        ? [.. Directory.EnumerateFileSystemEntries(directory, $"wt-{pid}-*").Select(each => Path.GetFileName(each))]
        : [];
}
