namespace Wiretax.Offline;

/// <summary>Requests and replies over UDP.</summary>
internal sealed class DatagramConversation(ref SplitMix64 random, int exchanges, int request, int reply, ushort port)
    : Conversation(ref random)
{
    private const byte Udp = 17;
    private const ushort DomainPort = 53;

    /// <summary>One question, for the address of example.test (RFC 1035); a reply adds the address and spare bytes.</summary>
    private static readonly byte[] Question =
        [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 7, .. "example"u8, 4, .. "test"u8, 0, 0, 1, 0, 1];

    private static readonly byte[] Answer =
    [
        0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. Question[12..],
        0xc0, 12, 0, 1, 0, 1, 0, 0, 0x0e, 0x10, 0, 4, 10, 0, 0, 1,
    ];

    private int _left = exchanges;
    private bool _answering;

    public override void Step(CaptureWriter file, ref SplitMix64 random)
    {
        var length = _answering ? reply : request;
        var headers = new FrameHeaders(stackalloc byte[128]);
        LayNetwork(ref headers, !_answering, Udp, 8 + length);
        headers.Udp(_answering ? port : ClientPort, _answering ? ClientPort : port, length);
        file.Write(headers.Bytes, port == DomainPort ? DomainMessage(length, _answering) : Payload(length));
        if (_answering && --_left == 0)
            IsOver = true;
        _answering = !_answering;
    }

    private static ReadOnlySpan<byte> DomainMessage(int length, bool reply) => (reply ? Answer : Question).AsSpan(0, length);
}

/// <summary>Ten echo requests, each answered but for one in fifty.</summary>
internal sealed class EchoConversation(ref SplitMix64 random) : Conversation(ref random)
{
    private const byte Icmp = 1;
    private const byte Icmpv6 = 58;
    private const int PayloadLength = 56;

    private ushort _sequence;

    public override void Step(CaptureWriter file, ref SplitMix64 random)
    {
        Write(file, fromClient: true);
        if (!random.OneIn(50))
            Write(file, fromClient: false);
        IsOver = ++_sequence == 10;
    }

    private void Write(CaptureWriter file, bool fromClient)
    {
        var headers = new FrameHeaders(stackalloc byte[128]);
        LayNetwork(ref headers, fromClient, IsIpv6 ? Icmpv6 : Icmp, 8 + PayloadLength);
        headers.Echo((IsIpv6, fromClient) switch
        {
            (false, true) => 8,
            (false, false) => 0,
            (true, true) => 128,
            (true, false) => 129,
        }, ClientPort, _sequence);
        file.Write(headers.Bytes, Payload(PayloadLength));
    }
}
