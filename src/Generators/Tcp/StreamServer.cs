using System.Net;
using System.Net.Sockets;

namespace Wiretax.Generators.Tcp;

/// <summary>
/// The far end of <see cref="StreamGenerator"/>. Each connection has a thread of its own, so that none waits for
/// another. Buffers are set when the request is known, which is after the handshake: the listener leaves the receive
/// buffer to the kernel, so that the window scale announced by then serves every size.
/// </summary>
internal sealed class StreamServer : IDisposable
{
    private const int Backlog = 512;

    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private int _connections;

    private StreamServer(Socket listener) => _listener = listener;

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <exception cref="GeneratorException">The address cannot be listened at.</exception>
    public static StreamServer Start(IPAddress address, int port)
    {
        var server = new StreamServer(ListeningSocket.Open(address, port, Backlog));
        _ = server.AcceptAsync();
        return server;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_stop.Token);
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // That client is gone again, or descriptors are short for a moment.
                await Task.Delay(10);
                continue;
            }

            if (Interlocked.Increment(ref _connections) > GeneratorLimits.MaxConnections)
                Refuse(socket);
            else
                new Thread(() => Serve(socket), maxStackSize: 256 * 1024) { IsBackground = true }.Start();
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            using var connection = new Connection(socket, "the client", _stop.Token);
            Serve(connection);
        }
        catch (Exception ended) when (ended is GeneratorException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client notices; a server has nobody to tell.
        }
        finally
        {
            Release(socket);
        }
    }

    private static void Serve(Connection connection)
    {
        var verdict = ReadRequest(connection, out var request);
        connection.Send([(byte)verdict]);
        if (verdict != StreamVerdict.Accepted)
            return;

        Span<byte> go = stackalloc byte[1];
        connection.SetTimeout(GeneratorLimits.MaxStartDelay + GeneratorLimits.StallTimeout);
        if (request.Direction == TransferDirection.Receive)
        {
            var message = StreamMessage.Of(request.MessageSize);
            connection.ReceiveExactly(go);
            connection.SetTimeout(GeneratorLimits.StallTimeout);
            StreamTransfer.Send(connection, message, request.Duration);
        }
        else
        {
            StreamTransfer.Receive(connection,
                GeneratorLimits.MaxStartDelay + request.Duration + GeneratorLimits.StreamGrace(request.MessageSize, request.SocketBuffer));
        }
        connection.CloseOrderly();
    }

    private static StreamVerdict ReadRequest(Connection connection, out StreamRequest request)
    {
        Span<byte> header = stackalloc byte[StreamRequest.Length];
        connection.ReceiveExactly(header, GeneratorLimits.RequestTimeout);
        var verdict = StreamRequest.TryRead(header, out request);
        if (verdict != StreamVerdict.Accepted)
            return verdict;
        try
        {
            connection.SetSocketBuffer(request.SocketBuffer);
            return StreamVerdict.Accepted;
        }
        catch (GeneratorException)
        {
            return StreamVerdict.BuffersNotGranted;
        }
    }

    private void Refuse(Socket socket)
    {
        try
        {
            socket.Blocking = false;
            socket.Send([(byte)StreamVerdict.Busy]);
        }
        catch (SocketException)
        {
            // It is gone already.
        }
        Release(socket);
    }

    private void Release(Socket socket)
    {
        socket.Dispose();
        Interlocked.Decrement(ref _connections);
    }
}
