namespace Wiretax.Offline;

/// <summary>
/// Connections of seven frames each, twenty thousand at once, that stay open: handshake, a request, two segments of reply
/// and their acknowledgment. What a flow takes in memory shows when there are many.
/// </summary>
internal static class ManyFlows
{
    private const int AtOnce = 20_000;
    private const int FramesEach = 7;
    private const int SnapLength = 60;
    private const byte Tcp = 6;
    private const byte Syn = 2;
    private const byte Push = 8;
    private const byte Ack = 16;
    private const int Request = 80;
    private const int Segment = 1448;

    public static void Write(string path, long flows)
    {
        using var file = new CaptureWriter(path, SnapLength, flows * FramesEach);
        for (var first = 0L; first < flows; first += AtOnce)
        {
            for (var step = 0; step < FramesEach; step++)
            {
                for (var flow = first; flow < Math.Min(first + AtOnce, flows); flow++)
                    Send(file, (uint)flow, step);
            }
        }
    }

    private static void Send(CaptureWriter file, uint flow, int step)
    {
        // Lengths, flags, and how much of both ends was sent before.
        var (fromClient, flags, length, client, server) = step switch
        {
            0 => (true, Syn, 0, 0u, 0u),
            1 => (false, (byte)(Syn | Ack), 0, 1u, 0u),
            2 => (true, Ack, 0, 1u, 1u),
            3 => (true, (byte)(Push | Ack), Request, 1u, 1u),
            4 => (false, Ack, Segment, 1u + Request, 1u),
            5 => (false, Ack, Segment, 1u + Request, 1u + Segment),
            _ => (true, Ack, 0, 1u + Request, 1u + (2 * Segment)),
        };
        var (clientAddress, serverAddress) = (0x0a00_0000 | flow / 50_000, 0xc0a8_0000 | flow % 300);
        var (clientPort, serverPort) = ((ushort)(10_000 + (flow % 50_000)), (ushort)443);
        var headers = new FrameHeaders(stackalloc byte[SnapLength]);
        var (from, to) = fromClient ? (clientAddress, serverAddress) : (serverAddress, clientAddress);
        headers.Ethernet(from, to, 0x0800, vlan: 0);
        headers.Ipv4(from, to, Tcp, 20 + length, (ushort)step);
        var (own, other) = fromClient ? (client, server) : (server, client);
        headers.Tcp(
            fromClient ? clientPort : serverPort, fromClient ? serverPort : clientPort, (flow * 7919) + own,
            flags == Syn ? 0 : (flow * 7919) + other, flags, options: 0, 0, 0);
        file.Write(headers.Bytes, new byte[length]);
    }
}
