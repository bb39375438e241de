using System.Net.Sockets;

namespace Wiretax.Generators;

/// <summary>Linux's <c>struct tcp_info</c> (tcp(7), linux/tcp.h), as far as it is needed: 120 bytes acknowledged, 8 bytes.</summary>
internal static class TcpInfo
{
    private const int IpProtoTcp = 6;
    private const int TcpInfoOption = 11;
    private const int BytesAcknowledged = 120;

    /// <summary>Bytes that the peer has acknowledged; null where the system does not tell or the socket is closed.</summary>
    public static long? Acknowledged(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        Span<byte> info = stackalloc byte[BytesAcknowledged + sizeof(long)];
        try
        {
            return socket.GetRawSocketOption(IpProtoTcp, TcpInfoOption, info) == info.Length
                ? BitConverter.ToInt64(info[BytesAcknowledged..])
                : null;
        }
        catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }
}
