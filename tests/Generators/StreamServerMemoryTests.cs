using Wiretax.Generators;
using Wiretax.Generators.Tcp;

namespace Wiretax.Tests.Generators;

[Collection(nameof(AloneInTheProcess))]
public sealed class StreamServerMemoryTests
{
    private const int Clients = 16;

    [Fact]
    public async Task Clients_that_ask_for_the_largest_messages_do_not_cost_the_server_one_each()
    {
        await using var server = await LoopbackServer.StartAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clients = new List<Connection>();
        try
        {
            for (var count = 0; count < Clients; count++)
                clients.Add(Ask(server.TcpPort));

            var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

            Assert.InRange(grown, long.MinValue, 3L * GeneratorLimits.MaxMessageSize);
        }
        finally
        {
            clients.ForEach(each => each.Dispose());
        }
    }

    /// <summary>A client that has the first byte of its stream, and takes no more.</summary>
    private static Connection Ask(int port)
    {
        var connection = Connection.Open(LoopbackServer.Destination, port, null, LoopbackServer.Cancellation);
        Span<byte> request = stackalloc byte[StreamRequest.Length];
        new StreamRequest(TransferDirection.Receive, GeneratorLimits.MaxMessageSize, GeneratorLimits.MinSocketBuffer, GeneratorLimits.MaxDuration).Write(request);
        connection.Send(request);
        connection.ReceiveExactly(stackalloc byte[1]);
        connection.Send([StreamGenerator.Go]);
        connection.ReceiveExactly(stackalloc byte[1]);
        return connection;
    }
}
