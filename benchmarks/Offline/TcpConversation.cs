using System.Text;

namespace Wiretax.Offline;

/// <summary>
/// One TCP connection: handshake, a request, a reply in full segments with an ACK for each two, now and then a segment
/// that got lost before the capture (duplicate ACKs, then its retransmission) or that is sent twice, and an orderly end.
/// </summary>
internal sealed class TcpConversation : Conversation
{
    private const byte Tcp = 6;
    private const byte Fin = 1;
    private const byte Syn = 2;
    private const byte Push = 8;
    private const byte Ack = 16;
    private const int LossOneIn = 300;
    private const int DuplicateOneIn = 400;

    private static readonly byte[] Request =
        Encoding.ASCII.GetBytes("GET /file HTTP/1.1\r\nHost: server.example\r\nUser-Agent: synthetic\r\nAccept: */*\r\n\r\n");
    private static readonly byte[] Reply =
        Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n");

    private readonly bool _timestamps;
    private readonly int _segment;
    private readonly ushort _port;
    private long _left;
    private uint _clientNext;
    private uint _serverNext;
    private uint _clientSeen;
    private uint _serverTime;
    private uint _clientTime;
    private Phase _phase;
    private int _unacknowledged;
    private bool _replied;

    private enum Phase
    {
        Syn,
        Accept,
        Connect,
        Ask,
        Answer,
        ServerEnd,
        ClientEnd,
        LastAck,
    }

    public TcpConversation(ref SplitMix64 random, bool endless = false)
        : base(ref random)
    {
        _timestamps = !random.OneIn(3);
        _segment = _timestamps ? 1448 : 1460;
        _port = (ushort)(random.OneIn(2) ? 80 : 443);
        // Many small transfers and a few large ones.
        _left = 500L << random.Below(12);
        _left += random.Below((int)_left);
        if (endless)
            _left = long.MaxValue;
        _clientNext = (uint)random.Next();
        _serverNext = (uint)random.Next();
    }

    public override void Step(CaptureWriter file, ref SplitMix64 random)
    {
        switch (_phase)
        {
            case Phase.Syn:
                Send(file, fromClient: true, Syn, default);
                _clientNext++;
                break;
            case Phase.Accept:
                Send(file, fromClient: false, Syn | Ack, default);
                _clientSeen = ++_serverNext;
                break;
            case Phase.Connect:
                Send(file, fromClient: true, Ack, default);
                break;
            case Phase.Ask:
                Send(file, fromClient: true, Ack | Push, Request);
                _clientNext += (uint)Request.Length;
                break;
            case Phase.Answer:
                Answer(file, ref random);
                return;
            case Phase.ServerEnd:
                Acknowledge(file);
                Send(file, fromClient: false, Fin | Ack, default);
                _clientSeen = ++_serverNext;
                break;
            case Phase.ClientEnd:
                Send(file, fromClient: true, Fin | Ack, default);
                _clientNext++;
                break;
            case Phase.LastAck:
                Send(file, fromClient: false, Ack, default);
                IsOver = true;
                break;
        }
        _phase++;
    }

    private void Answer(CaptureWriter file, ref SplitMix64 random)
    {
        if (_left > 6 * _segment && random.OneIn(LossOneIn))
        {
            Recover(file);
            return;
        }

        var segment = NextSegment();
        Send(file, fromClient: false, Ack, segment);
        if (random.OneIn(DuplicateOneIn))
            Send(file, fromClient: false, Ack, segment);
        _serverNext += (uint)segment.Length;
        _clientSeen = _serverNext;
        if (++_unacknowledged == 2)
            Acknowledge(file);
        if (_left == 0)
            _phase++;
    }

    /// <summary>A segment is missing: three more come, each answered with a duplicate ACK, then it is sent again.</summary>
    private void Recover(CaptureWriter file)
    {
        Acknowledge(file);
        var missing = _serverNext;
        var segment = NextSegment();
        _serverNext += (uint)segment.Length;
        for (var i = 0; i < 3; i++)
        {
            var later = NextSegment();
            Send(file, fromClient: false, Ack, later);
            _serverNext += (uint)later.Length;
            Acknowledge(file);
        }
        var next = _serverNext;
        _serverNext = missing;
        Send(file, fromClient: false, Ack, segment);
        _serverNext = _clientSeen = next;
        Acknowledge(file);
        if (_left == 0)
            _phase++;
    }

    private ReadOnlySpan<byte> NextSegment()
    {
        if (!_replied)
        {
            _replied = true;
            return Reply;
        }
        var length = (int)Math.Min(_left, _segment);
        _left -= length;
        return Payload(length, (int)_serverNext);
    }

    private void Acknowledge(CaptureWriter file)
    {
        Send(file, fromClient: true, Ack, default);
        _unacknowledged = 0;
    }

    private void Send(CaptureWriter file, bool fromClient, byte flags, ReadOnlySpan<byte> payload)
    {
        const int synWithTimestamps = 20;
        const int synWithout = 4;
        const int timestampsOnly = 12;
        var isSyn = (flags & Syn) != 0;
        var options = (isSyn, _timestamps) switch
        {
            (true, true) => synWithTimestamps,
            (true, false) => synWithout,
            (false, true) => timestampsOnly,
            _ => 0,
        };
        var headers = new FrameHeaders(stackalloc byte[160]);
        LayNetwork(ref headers, fromClient, Tcp, 20 + options + payload.Length);
        var acknowledgement = (flags & Ack) == 0 ? 0 : fromClient ? _clientSeen : _clientNext;
        var now = file.Milliseconds + 1;
        if (fromClient)
        {
            headers.Tcp(ClientPort, _port, _clientNext, acknowledgement, flags, options, now, _serverTime);
            _clientTime = now;
        }
        else
        {
            headers.Tcp(_port, ClientPort, _serverNext, acknowledgement, flags, options, now, _clientTime);
            _serverTime = now;
        }
        file.Write(headers.Bytes, payload);
    }
}
