using System.Net;
using System.Net.Sockets;
using Wiretax.Agent;

namespace Wiretax.Tests.Agent;

/// <summary>A management link that can be cut, or fall silent without a word to either end.</summary>
internal sealed class FreezableRelay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _agent = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly IPEndPoint _target;
    private Socket? _session;
    private Task _running = Task.CompletedTask;
    private volatile bool _frozen;

    public FreezableRelay(IPEndPoint target)
    {
        _target = target;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    /// <summary>The session's socket, joined with a connection to the agent.</summary>
    public async ValueTask<Socket> ConnectAsync(AgentEndpoint endpoint, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_listener.LocalEndPoint!, cancellation);
        _session = await _listener.AcceptAsync(cancellation);
        await _agent.ConnectAsync(_target, cancellation);
        _running = Task.WhenAll(RelayAsync(_session, _agent), RelayAsync(_agent, _session));
        return socket;
    }

    public void Freeze() => _frozen = true;

    public void Break()
    {
        _session!.Close(0);
        _agent.Close(0);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        Break();
        await _running;
    }

    private async Task RelayAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var length and > 0)
            {
                if (!_frozen)
                    await to.SendAsync(buffer.AsMemory(0, length));
            }
            to.Close();
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            from.Close();
            to.Close();
        }
    }
}
