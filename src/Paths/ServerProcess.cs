using System.Diagnostics;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths;

/// <summary>The product's server as a process of this machine.</summary>
internal static class ServerProcess
{
    /// <summary>What it says on standard output once it serves.</summary>
    public const string ReadyLine = "ready";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(15);

    /// <exception cref="PathException">It ended, or had not said that it is ready in time: with its last line.</exception>
    public static async Task<ResidentProcess> StartAsync(PathSite site, ProcessStartInfo start, CancellationToken cancellation)
    {
        var server = site.Keep(new ResidentProcess(start));
        if (await server.WaitForLineAsync(line => line.Trim() == ReadyLine, StartLimit, cancellation))
            return server;

        var said = server.LastLines.Count > 0 ? $" It said: {server.LastLines[^1]}" : "";
        throw new PathException(server.HasExited
            ? $"The server at the system under test ended before it was ready.{said}"
            : $"The server at the system under test was not ready within {StartLimit.TotalSeconds:0} s.{said}");
    }
}
