using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Wiretax.Paths.Guests;

/// <summary>
/// QEMU's monitor protocol (QMP: one JSON object a line) over its Unix socket. A guest that is halted by it finds that
/// no time has passed, which one whose process is halted does not.
/// </summary>
/// <param name="socket">Path of the socket that QEMU listens at.</param>
internal sealed class QemuMonitor(string socket) : IGuestPower
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public Task PauseAsync(CancellationToken cancellation) => ExecuteAsync("stop", cancellation);

    public Task ResumeAsync(CancellationToken cancellation) => ExecuteAsync("cont", cancellation);

    private async Task ExecuteAsync(string command, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), limit.Token);
            await using var stream = new NetworkStream(connection);
            using var lines = new StreamReader(stream);
            foreach (var each in (string[])["qmp_capabilities", command])
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($$"""{"execute":"{{each}}"}""" + "\n"), limit.Token);
                await ReadAnswerAsync(lines, command, limit.Token);
            }
        }
        catch (Exception lost) when (lost is SocketException or IOException || (lost is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new PathException($"QEMU does not answer to '{command}' over its monitor: {lost.Message}");
        }
    }

    /// <summary>Skips the greeting and events.</summary>
    private static async Task ReadAnswerAsync(StreamReader lines, string command, CancellationToken cancellation)
    {
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            using var message = JsonDocument.Parse(line);
            if (message.RootElement.TryGetProperty("return", out _))
                return;
            if (message.RootElement.TryGetProperty("error", out _))
                throw new PathException($"QEMU refuses '{command}': {line}");
        }
        throw new PathException($"QEMU ended before it answered to '{command}'.");
    }
}
