using System.Net;
using System.Net.Sockets;

namespace Wiretax.Tests.Generators;

/// <summary>
/// Stands between a generator and its server on loopback and counts on its own what passes; can break off after a
/// number of bytes, as a far end that dies does.
/// </summary>
internal sealed class CountingRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _relay;
    private long _toServer;
    private long _toClient;

    public CountingRelay(int serverPort, long breakAfter = long.MaxValue)
    {
        _listener.Start();
        _relay = RelayAsync(serverPort, breakAfter);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    public long ToServer => Volatile.Read(ref _toServer);
    public long ToClient => Volatile.Read(ref _toClient);

    /// <summary>Waits until both ends have closed.</summary>
    public Task FinishedAsync() => _relay.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public void Dispose() => _listener.Dispose();

    private async Task RelayAsync(int serverPort, long breakAfter)
    {
        using var client = await _listener.AcceptSocketAsync();
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await server.ConnectAsync(IPAddress.Loopback, serverPort);
        await Task.WhenAll(
            CopyAsync(client, server, count => Interlocked.Add(ref _toServer, count)),
            CopyAsync(server, client, count => Interlocked.Add(ref _toClient, count)));

        async Task CopyAsync(Socket from, Socket to, Func<long, long> counted)
        {
            var buffer = new byte[64 * 1024];
            try
            {
                while (await from.ReceiveAsync(buffer) is var length and > 0)
                {
                    if (counted(length) >= breakAfter)
                    {
                        client.Close(0);
                        server.Close(0);
                        return;
                    }
                    await to.SendAsync(buffer.AsMemory(0, length));
                }
                to.Shutdown(SocketShutdown.Send);
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                client.Close(0);
                server.Close(0);
            }
        }
    }
}
