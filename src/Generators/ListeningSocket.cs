using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Wiretax.Generators;

internal static class ListeningSocket
{
    /// <exception cref="GeneratorException">The address cannot be listened at.</exception>
    public static Socket Open(IPAddress address, int port, int backlog)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(backlog);
            return socket;
        }
        catch (SocketException failed)
        {
            socket.Dispose();
            throw Refused(address, port, failed.SocketErrorCode);
        }
    }

    public static GeneratorException Refused(IPAddress address, int port, SocketError error) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Cannot listen at {address}, port {port}: {Why(error)}."));

    private static string Why(SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => "another program listens there",
        SocketError.AddressNotAvailable => "this machine does not have that address",
        SocketError.AccessDenied => "not permitted; ports below 1024 need root",
        _ => error.ToString(),
    };
}
