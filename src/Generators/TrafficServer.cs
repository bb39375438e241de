using System.Net;
using System.Net.Sockets;
using Wiretax.Generators.Http;
using Wiretax.Generators.Tcp;

namespace Wiretax.Generators;

/// <summary>The far end of the generators: HTTP and TCP. (The kernel answers echo requests.)</summary>
public sealed class TrafficServer : IAsyncDisposable
{
    private readonly FileServer _http;
    private readonly StreamServer _tcp;

    private TrafficServer(FileServer http, StreamServer tcp)
    {
        _http = http;
        _tcp = tcp;
    }

    /// <summary>Every address of this machine, IPv6 only where the kernel has it.</summary>
    public static IPAddress AnyAddress => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    public int HttpPort => _http.Port;
    public int TcpPort => _tcp.Port;

    /// <summary>Listens when it returns. Port 0 picks a free one.</summary>
    /// <exception cref="GeneratorException">The address cannot be listened at.</exception>
    public static async Task<TrafficServer> StartAsync(IPAddress address, int httpPort, int tcpPort, CancellationToken cancellation)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var http = await FileServer.StartAsync(address, httpPort, cancellation);
        try
        {
            return new TrafficServer(http, StreamServer.Start(address, tcpPort));
        }
        catch (GeneratorException)
        {
            await http.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        await _http.DisposeAsync();
    }
}
