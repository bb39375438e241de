using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Wiretax.Generators;

/// <summary>
/// A TCP connection that counts every byte handed to and taken from TCP. Its calls block (one thread a connection
/// moves more than the event loop does); cancelling ends a blocked call. Failures are <see cref="GeneratorException"/>
/// with one sentence.
/// </summary>
internal sealed class Connection : IDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly string _peer;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _abort;
    private readonly StallWatch _watch;

    /// <summary>Takes over a connected socket.</summary>
    public Connection(Socket socket, string peer, CancellationToken cancellation)
    {
        _socket = socket;
        _peer = peer;
        _cancellation = cancellation;
        _watch = new StallWatch(socket) { Limit = GeneratorLimits.StallTimeout };
        _abort = cancellation.Register(static state => ((Socket)state!).Dispose(), socket);
    }

    public long BytesSent { get; private set; }
    public long BytesReceived { get; private set; }

    /// <param name="socketBuffer">SO_SNDBUF and SO_RCVBUF, set before the handshake; null leaves them to the kernel.</param>
    /// <exception cref="GeneratorException">Refused, unreachable, no answer in time.</exception>
    public static Connection Open(Destination destination, int port, int? socketBuffer, CancellationToken cancellation)
    {
        var peer = string.Create(CultureInfo.InvariantCulture, $"{destination}, port {port}");
        var socket = new Socket(destination.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(GeneratorLimits.ConnectTimeout);
        try
        {
            if (socketBuffer is { } size)
                SocketBuffers.Set(socket, size);
            using (limit.Token.Register(socket.Dispose))
                socket.Connect(new IPEndPoint(destination.Address, port));
            return new Connection(socket, peer, cancellation);
        }
        catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new GeneratorException(limit.IsCancellationRequested
                ? $"No answer from {peer} within {GeneratorLimits.ConnectTimeout.TotalSeconds:0} s."
                : WhyNotConnected(peer, failed as SocketException));
        }
        catch (GeneratorException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>How long a call may block while nothing moves.</summary>
    public void SetTimeout(TimeSpan timeout) => _watch.Limit = timeout;

    /// <exception cref="GeneratorException">The kernel grants less.</exception>
    public void SetSocketBuffer(int size)
    {
        try
        {
            SocketBuffers.Set(_socket, size);
        }
        catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
        {
            throw Broken();
        }
    }

    /// <summary>Sends all of it.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int sent;
            _watch.EnterSend(bytes.Length);
            try
            {
                sent = _socket.Send(bytes);
            }
            catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
            {
                throw Broken();
            }
            _watch.Leave();
            BytesSent += sent;
            bytes = bytes[sent..];
        }
    }

    /// <returns>How many bytes came; 0 when the peer has sent its last.</returns>
    public int Receive(Span<byte> buffer)
    {
        int received;
        _watch.Enter();
        try
        {
            received = _socket.Receive(buffer);
        }
        catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
        {
            throw Broken();
        }
        _watch.Leave();
        BytesReceived += received;
        return received;
    }

    /// <summary>Fills the buffer.</summary>
    public void ReceiveExactly(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var received = Receive(buffer);
            if (received == 0)
                throw EndedEarly();
            buffer = buffer[received..];
        }
    }

    /// <summary>Fills the buffer within the time, however the bytes trickle in.</summary>
    public void ReceiveExactly(Span<byte> buffer, TimeSpan within)
    {
        var started = Stopwatch.GetTimestamp();
        while (!buffer.IsEmpty)
        {
            SetTimeout(within - Stopwatch.GetElapsedTime(started));
            var received = Receive(buffer);
            if (received == 0)
                throw EndedEarly();
            buffer = buffer[received..];
        }
    }

    /// <summary>Tells the peer that nothing more follows.</summary>
    public void FinishSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
        {
            throw Broken();
        }
    }

    /// <summary>
    /// Ends the connection so that both FINs have been seen and acknowledged when it returns (within 5 s).
    /// </summary>
    /// <exception cref="GeneratorException">The peer sent something after the end, or does not close.</exception>
    public void CloseOrderly()
    {
        SetTimeout(CloseTimeout);
        FinishSending();
        Span<byte> rest = stackalloc byte[64];
        if (Receive(rest) != 0)
            throw new GeneratorException($"{_peer} sent more than was asked for.");
        try
        {
            _socket.LingerState = new LingerOption(enable: true, (int)CloseTimeout.TotalSeconds);
        }
        catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
        {
            throw Broken();
        }
        Dispose();
    }

    /// <summary>That the peer was gone in the middle.</summary>
    public GeneratorException BrokenOff() => new($"{_peer} broke the connection off, {Moved()}.");

    [DoesNotReturn]
    public void FailEarly() => throw EndedEarly();

    public void Dispose()
    {
        _abort.Dispose();
        _watch.Dispose();
        _socket.Dispose();
    }

    private GeneratorException EndedEarly() => new($"{_peer} ended the connection too early, {Moved()}.");

    private Exception Broken()
    {
        if (_cancellation.IsCancellationRequested)
            return new OperationCanceledException(_cancellation);
        return _watch.HasEnded
            ? new GeneratorException($"The transfer with {_peer} stands still: no byte moved in {_watch.Limit.TotalSeconds:0.#} s, {Moved()}.")
            : BrokenOff();
    }

    private string Moved() =>
        string.Create(CultureInfo.InvariantCulture, $"after {BytesSent} bytes sent and {BytesReceived} received");

    private static string WhyNotConnected(string peer, SocketException? failed) => failed?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => $"Nothing listens at {peer} (connection refused); start 'wiretax serve' there.",
        SocketError.HostUnreachable or SocketError.HostDown => $"{peer} cannot be reached (host unreachable).",
        SocketError.NetworkUnreachable => $"{peer} cannot be reached: there is no route to its network.",
        SocketError.TimedOut => $"No answer from {peer}.",
        _ => $"Cannot connect to {peer}: {failed?.Message}.",
    };
}
