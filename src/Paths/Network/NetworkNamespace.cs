using System.Diagnostics;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Network;

/// <summary>
/// A network namespace of our own. Disposing ends every process in it and removes it, and with it every interface.
/// </summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    /// <summary>Where <c>ip netns</c> keeps its names.</summary>
    public const string Directory = "/run/netns";

    private const int RemovalTries = 10;

    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(5);

    private NetworkNamespace(string name) => Name = name;

    public string Name { get; }

    /// <exception cref="PathException">Not permitted, or <c>ip</c> is missing.</exception>
    public static async Task<NetworkNamespace> CreateAsync(string name, CancellationToken cancellation)
    {
        var made = new NetworkNamespace(name);
        try
        {
            await Tool.RunAsync("ip", ["netns", "add", name], cancellation);
            await made.IpAsync(["link", "set", "lo", "up"], cancellation);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    public static NetworkNamespace Existing(string name) => new(name);

    /// <summary>Runs <c>ip</c> on it.</summary>
    public Task<string> IpAsync(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        Tool.RunAsync("ip", ["-n", Name, .. arguments], cancellation);

    /// <summary>Runs a tool inside.</summary>
    public Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation, string? input = null) =>
        Tool.RunAsync("ip", Inside(program, arguments), cancellation, input);

    /// <summary>Sets a kernel parameter of this namespace.</summary>
    /// <param name="parameter">Its path below /proc/sys; only those below net/ belong to a namespace.</param>
    public Task SetAsync(string parameter, string value, CancellationToken cancellation) =>
        RunAsync("tee", [$"/proc/sys/{parameter}"], cancellation, value);

    /// <summary>A process that runs inside; it keeps the pid that it is started with.</summary>
    public ProcessStartInfo Start(string program, IReadOnlyList<string> arguments) =>
        new(Tool.Locate("ip"), Inside(program, arguments));

    /// <exception cref="PathException">It is still there after several tries.</exception>
    public async ValueTask DisposeAsync()
    {
        if (!Exists)
            return;
        await EndProcessesAsync();
        var said = "";
        // A signal may end the tool before it has left the terminal's group.
        for (var attempt = 0; attempt < RemovalTries && Exists; attempt++)
            (_, _, said) = await Tool.TryRunApartAsync("ip", ["netns", "del", Name], CancellationToken.None);
        if (Exists)
            throw new PathException($"The network namespace '{Name}' is left: {said.Trim().TrimEnd('.')}. To remove it: sudo ip netns del {Name}");
    }

    private bool Exists => File.Exists(Path.Combine(Directory, Name));

    private async Task EndProcessesAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (Exists && Stopwatch.GetElapsedTime(began) < ExitLimit)
        {
            var (status, pids, _) = await Tool.TryRunApartAsync("ip", ["netns", "pids", Name], CancellationToken.None);
            var found = pids.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (status == 0 && found.Length == 0)
                return;
            foreach (var pid in found)
            {
                if (int.TryParse(pid, out var id))
                    Signals.Kill(id);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private string[] Inside(string program, IReadOnlyList<string> arguments) =>
        ["netns", "exec", Name, Tool.Locate(program), .. arguments];
}
