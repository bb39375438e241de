using System.Globalization;
using System.Net.Sockets;

namespace Wiretax.Generators;

/// <summary>
/// SO_SNDBUF and SO_RCVBUF of a stated size. Linux doubles what is asked for, to have room for its bookkeeping
/// (socket(7)), and so <c>-w</c> of iperf3 and this mean the same.
/// </summary>
internal static class SocketBuffers
{
    private const int SolSocket = 1;
    private const int SoSndBufForce = 32;
    private const int SoRcvBufForce = 33;

    /// <exception cref="GeneratorException">The kernel grants less.</exception>
    public static void Set(Socket socket, int size)
    {
        socket.SendBufferSize = size;
        socket.ReceiveBufferSize = size;
        if (Granted(socket) < size)
            Force(socket, size);
        var granted = Granted(socket);
        if (granted < size)
        {
            throw new GeneratorException(string.Create(CultureInfo.InvariantCulture,
                $"This system grants socket buffers of {granted} bytes, not {size}; raise net.core.rmem_max and net.core.wmem_max with sysctl, or run as root."));
        }
    }

    private static int Granted(Socket socket) => Math.Min(socket.SendBufferSize, socket.ReceiveBufferSize) / 2;

    /// <summary>Beyond the sysctl limits, where CAP_NET_ADMIN allows it.</summary>
    private static void Force(Socket socket, int size)
    {
        try
        {
            Span<byte> value = stackalloc byte[sizeof(int)];
            BitConverter.TryWriteBytes(value, size);
            socket.SetRawSocketOption(SolSocket, SoSndBufForce, value);
            socket.SetRawSocketOption(SolSocket, SoRcvBufForce, value);
        }
        catch (SocketException)
        {
            // Not allowed: what was granted before stands, and the caller compares.
        }
    }
}
