namespace Wiretax.Offline;

/// <summary>Requests and replies over UDP.</summary>
internal sealed class DatagramConversation(ref SplitMix64 random, int exchanges, int request, int reply, ushort port)
    : Conversation(ref random)
{
    private const byte Udp = 17;

    private int _left = exchanges;
    private bool _answering;

    public override void Step(CaptureWriter file, ref SplitMix64 random)
    {
        var length = _answering ? reply : request;
        var headers = new FrameHeaders(stackalloc byte[128]);
        LayNetwork(ref headers, !_answering, Udp, 8 + length);
        headers.Udp(_answering ? port : ClientPort, _answering ? ClientPort : port, length);
        file.Write(headers.Bytes, Payload(length));
        if (_answering && --_left == 0)
            IsOver = true;
        _answering = !_answering;
    }
}

/// <summary>Ten echo requests, each answered but for one in fifty.</summary>
internal sealed class EchoConversation(ref SplitMix64 random) : Conversation(ref random)
{
    private const byte Icmp = 1;
    private const int PayloadLength = 56;

    private ushort _sequence;

    public override void Step(CaptureWriter file, ref SplitMix64 random)
    {
        Write(file, fromClient: true, type: 8);
        if (!random.OneIn(50))
            Write(file, fromClient: false, type: 0);
        IsOver = ++_sequence == 10;
    }

    private void Write(CaptureWriter file, bool fromClient, byte type)
    {
        var headers = new FrameHeaders(stackalloc byte[128]);
        LayNetwork(ref headers, fromClient, Icmp, 8 + PayloadLength);
        headers.Echo(type, ClientPort, _sequence);
        file.Write(headers.Bytes, Payload(PayloadLength));
    }
}
