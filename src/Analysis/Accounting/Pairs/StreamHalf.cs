using System.Net;
using Wiretax.Analysis.Dissection;
using Wiretax.Analysis.Dissection.Transport;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>The sending direction of the one TCP connection of a pair.</summary>
/// <param name="Preamble">Bytes in this direction that come before the content: a request, a verdict.</param>
public sealed record StreamDirection(IPAddress Sender, IPAddress Receiver, int Preamble);

/// <summary>
/// Follows how far the content of one direction has come, by the highest sequence number that was seen: what is sent
/// again does not count (RFC 9293 sequence numbers, taken as differences modulo 2^32).
/// </summary>
internal sealed class StreamHalf(StreamDirection direction)
{
    private readonly HostAddress _sender = HostAddress.From(direction.Sender);
    private readonly HostAddress _receiver = HostAddress.From(direction.Receiver);
    private uint? _next;
    private long _toSkip;

    /// <summary>Length of the TCP header of the last frame with content, bytes; null before one.</summary>
    public int? HeaderLength { get; private set; }

    /// <returns>Bytes of new content that the frame brings; 0 for every other frame.</returns>
    public int Advance(in CapturedFrame frame, in FrameLayers layers)
    {
        if (layers.Transport != Protocol.Tcp || layers.IpVersion == 0 || frame.Data.Length < layers.TransportOffset + TcpHeader.MinLength)
            return 0;
        var (source, destination) = CaptureLedger.Hosts(frame, layers);
        if (source != _sender || destination != _receiver)
            return 0;

        var header = new TcpHeader(frame.Data[layers.TransportOffset..]);
        if ((header.Flags & TcpFlags.Syn) != 0)
        {
            _next = header.SequenceNumber + 1;
            _toSkip = direction.Preamble;
            return 0;
        }
        // Without its SYN a connection began before the capture, and nothing tells where its content begins.
        if (_next is not { } next || layers.PayloadLength == 0)
            return 0;
        var fresh = (int)(header.SequenceNumber + (uint)layers.PayloadLength - next);
        if (fresh <= 0)
            return 0;

        _next = next + (uint)fresh;
        var skipped = (int)Math.Min(_toSkip, fresh);
        _toSkip -= skipped;
        if (fresh > skipped)
            HeaderLength = layers.TransportHeaderLength;
        return fresh - skipped;
    }
}
