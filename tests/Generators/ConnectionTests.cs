using System.Net;
using System.Net.Sockets;
using Wiretax.Generators;

namespace Wiretax.Tests.Generators;

public sealed class ConnectionTests
{
    [Fact]
    public void A_far_end_that_says_nothing_is_given_up_after_the_timeout()
    {
        using var silent = Listener();
        using var connection = Open(silent);
        connection.SetTimeout(TimeSpan.FromMilliseconds(200));

        var failed = Assert.Throws<GeneratorException>(() => connection.Receive(new byte[1]));

        Assert.Contains("stands still: no byte moved in 0.2 s, after 0 bytes sent and 0 received", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_far_end_that_takes_nothing_is_given_up_after_the_timeout()
    {
        using var silent = Listener();
        using var connection = Open(silent);
        connection.SetTimeout(TimeSpan.FromMilliseconds(200));

        var failed = Assert.Throws<GeneratorException>(SendForEver);

        void SendForEver()
        {
            while (true)
                connection.Send(new byte[65_536]);
        }

        Assert.Contains("stands still", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_send_buffer_that_drains_for_longer_than_the_timeout_is_no_standstill()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("only Linux tells what is acknowledged");
        const int Sent = 200_000;
        using var listener = Listener();
        listener.Server.ReceiveBufferSize = 16_384;
        using var connection = Connection.Open(LoopbackServer.Destination, Port(listener), Sent, LoopbackServer.Cancellation);
        using var peer = await listener.AcceptSocketAsync(LoopbackServer.Cancellation);
        connection.SetTimeout(TimeSpan.FromSeconds(1));
        connection.Send(new byte[Sent]);

        var slow = TakeSlowlyAndAnswerAsync(peer, Sent, TimeSpan.FromSeconds(3));
        connection.ReceiveExactly(new byte[1]);
        await slow;

        Assert.Equal((Sent, 1), (connection.BytesSent, connection.BytesReceived));
    }

    [Fact]
    public async Task Every_call_of_a_cancelled_connection_says_so()
    {
        using var listener = Listener();
        using var cancellation = new CancellationTokenSource();
        using var connection = Connection.Open(LoopbackServer.Destination, Port(listener), null, cancellation.Token);
        await cancellation.CancelAsync();

        connection.SetTimeout(TimeSpan.FromSeconds(1));

        Assert.Throws<OperationCanceledException>(() => connection.SetSocketBuffer(16_384));
        Assert.Throws<OperationCanceledException>(() => connection.Send(new byte[1]));
        Assert.Throws<OperationCanceledException>(() => connection.Receive(new byte[1]));
        Assert.Throws<OperationCanceledException>(connection.CloseOrderly);
    }

    [Fact]
    public async Task Bytes_that_trickle_in_do_not_stretch_the_time_for_all_of_them()
    {
        using var listener = Listener();
        using var connection = Open(listener);
        using var peer = await listener.AcceptSocketAsync(LoopbackServer.Cancellation);
        using var trickle = new Timer(_ => peer.Send([0]), null, 0, 100);

        var failed = Assert.Throws<GeneratorException>(() => connection.ReceiveExactly(new byte[1000], TimeSpan.FromMilliseconds(500)));

        Assert.Contains("stands still", failed.Message, StringComparison.Ordinal);
        Assert.InRange(connection.BytesReceived, 1, 50);
    }

    [Fact]
    public async Task Socket_buffers_are_those_asked_for()
    {
        using var listener = Listener();
        using var connection = Connection.Open(LoopbackServer.Destination, Port(listener), 32_768, LoopbackServer.Cancellation);
        using var peer = await listener.AcceptSocketAsync(LoopbackServer.Cancellation);

        SocketBuffers.Set(peer, 16_384);

        Assert.Equal((2 * 16_384, 2 * 16_384), (peer.SendBufferSize, peer.ReceiveBufferSize));
    }

    private static async Task TakeSlowlyAndAnswerAsync(Socket peer, int length, TimeSpan time)
    {
        var piece = new byte[8192];
        var pause = time * piece.Length / length;
        for (var taken = 0; taken < length;)
        {
            taken += await peer.ReceiveAsync(piece, LoopbackServer.Cancellation);
            await Task.Delay(pause, LoopbackServer.Cancellation);
        }
        await peer.SendAsync(new byte[1], LoopbackServer.Cancellation);
    }

    private static TcpListener Listener()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static Connection Open(TcpListener listener) =>
        Connection.Open(LoopbackServer.Destination, Port(listener), null, LoopbackServer.Cancellation);

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
