using System.Net;
using System.Net.Sockets;

namespace Wiretax.Generators.Ping;

/// <summary>
/// A raw ICMP socket where the process may open one, else the kernel's own echo socket (SOCK_DGRAM), which chooses the
/// identifier and hands over replies to it alone.
/// </summary>
internal sealed class EchoSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly bool _raw;
    private readonly IPEndPoint _destination;
    private readonly byte[] _buffer = new byte[65_536];

    private EchoSocket(Socket socket, bool raw, IPAddress address)
    {
        _socket = socket;
        _raw = raw;
        _destination = new IPEndPoint(address, 0);
        if (raw)
        {
            Identifier = (ushort)Random.Shared.Next(1, ushort.MaxValue);
        }
        else
        {
            socket.Bind(new IPEndPoint(Family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0));
            Identifier = (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;
        }
    }

    public ushort Identifier { get; }

    private AddressFamily Family => _socket.AddressFamily;

    /// <exception cref="GeneratorException">Neither kind is permitted.</exception>
    public static EchoSocket Open(IPAddress address)
    {
        var protocol = address.AddressFamily == AddressFamily.InterNetwork ? ProtocolType.Icmp : ProtocolType.IcmpV6;
        foreach (var type in (ReadOnlySpan<SocketType>)[SocketType.Raw, SocketType.Dgram])
        {
            Socket? socket = null;
            try
            {
                socket = new Socket(address.AddressFamily, type, protocol);
                return new EchoSocket(socket, type == SocketType.Raw, address);
            }
            catch (SocketException)
            {
                // Not permitted: the next kind.
                socket?.Dispose();
            }
        }
        throw new GeneratorException(
            "Sending echo requests is not permitted; run as root, or allow it with: sysctl -w net.ipv4.ping_group_range='0 2147483647'");
    }

    /// <exception cref="SocketException">The kernel does not send it.</exception>
    public void Send(ReadOnlySpan<byte> request) => _socket.SendTo(request, _destination);

    /// <summary>Waits for a message, in steps of milliseconds.</summary>
    public bool Wait(TimeSpan limit) => _socket.Poll(limit, SelectMode.SelectRead);

    /// <summary>
    /// The next ICMP message, valid until the next call: a reply, or a router's or this system's complaint. A raw
    /// socket also sees what is meant for others.
    /// </summary>
    public ReadOnlySpan<byte> Receive()
    {
        ReadOnlySpan<byte> datagram = _buffer.AsSpan(0, _socket.Receive(_buffer));
        return _raw && Family == AddressFamily.InterNetwork ? EchoMessage.InIpv4(datagram) : datagram;
    }

    public void Dispose() => _socket.Dispose();

    public static string WhyUnreachable(SocketError error) => error switch
    {
        SocketError.NetworkUnreachable => "there is no route to its network",
        SocketError.HostUnreachable or SocketError.HostDown => "host unreachable",
        SocketError.AccessDenied => "the system does not permit it",
        SocketError.MessageSize => "the request is too large for the path",
        _ => error.ToString(),
    };
}
