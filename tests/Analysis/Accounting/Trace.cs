using System.Buffers.Binary;
using System.Net;
using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>
/// A capture written down frame by frame: two hosts, a client at 10.0.0.1:40000 and a server at 10.0.0.2:80, whose
/// sequence numbers are given as they stand in the header. Times are in milliseconds.
/// </summary>
internal sealed class Trace
{
    public const byte Fin = 1, Syn = 2, Rst = 4, Psh = 8, Ack = 16;
    public const long Epoch = 1_700_000_000_000_000_000;

    public static readonly byte[] Client = [10, 0, 0, 1];
    public static readonly byte[] Server = [10, 0, 0, 2];

    public sealed record Frame(byte[] Data, long Time, int Length, LinkType Link = LinkType.Ethernet);

    public List<Frame> Frames { get; } = [];

    /// <summary>Client to server.</summary>
    public Trace Up(double time, long sequence, long acknowledgment, int payload = 0, byte flags = Ack, int window = 1000, byte[]? options = null, ushort port = 40000) =>
        Add(time, Link(0, Ipv4(Client, Server, Tcp(port, 80, sequence, acknowledgment, payload, flags, window, options))));

    /// <summary>Server to client.</summary>
    public Trace Down(double time, long sequence, long acknowledgment, int payload = 0, byte flags = Ack, int window = 1000, byte[]? options = null, ushort port = 40000) =>
        Add(time, Link(1, Ipv4(Server, Client, Tcp(80, port, sequence, acknowledgment, payload, flags, window, options))));

    /// <summary>SYN at 0, SYN-ACK at 10 ms, ACK at 10.5 ms; the first payload bytes are 1001 and 5001.</summary>
    public Trace Handshake(byte[]? options = null, ushort port = 40000) =>
        Up(0, 1000, 0, flags: Syn, options: options, port: port)
            .Down(10, 5000, 1001, flags: Syn | Ack, options: options, port: port)
            .Up(10.5, 1001, 5001, port: port);

    public Trace Udp(double time, byte[] source, byte[] destination, int payload) =>
        Add(time, Link(source[3] == 1 ? 0 : 1, Ipv4(source, destination, source[3] == 1 ? UdpHeader(5000, 53, payload) : UdpHeader(53, 5000, payload), 17)));

    public Trace Echo(double time, bool isReply, int sequence, int payload = 56) =>
        Add(time, Link(isReply ? 1 : 0, Ipv4(isReply ? Server : Client, isReply ? Client : Server,
            [(byte)(isReply ? 0 : 8), 0, 0, 0, 0, 7, (byte)(sequence >> 8), (byte)sequence, .. new byte[payload]], 1)));

    public Trace Arp(double time, bool fromServer, bool toAll) =>
        Add(time, [.. toAll ? (byte[])[255, 255, 255, 255, 255, 255] : Mac(fromServer ? 0 : 1), .. Mac(fromServer ? 1 : 0), 8, 6, 0, 1, 8, 0, 6, 4, 0, 1, .. new byte[20]]);

    public Trace Add(double milliseconds, byte[] data, int? length = null, LinkType link = LinkType.Ethernet)
    {
        Frames.Add(new Frame(data, Epoch + (long)Math.Round(milliseconds * 1e6), length ?? data.Length, link));
        return this;
    }

    /// <summary>The same capture with at most <paramref name="snaplen"/> bytes of each frame.</summary>
    public Trace Cut(int snaplen)
    {
        var cut = new Trace();
        cut.Frames.AddRange(Frames.Select(each => each with { Data = each.Data[..Math.Min(snaplen, each.Data.Length)] }));
        return cut;
    }

    public CaptureSummary Analyze(IPAddress? local = null) => Account(0, Frames.Count, new AnalysisOptions { Local = local }).ToSummary();

    /// <summary>The account of a part of the frames.</summary>
    public CaptureLedger Account(int from, int to, AnalysisOptions options)
    {
        var ledger = new CaptureLedger(options);
        var layers = default(FrameLayers);
        for (var at = from; at < to; at++)
        {
            var each = Frames[at];
            var frame = new CapturedFrame(each.Data, (uint)each.Length, each.Time, each.Link);
            FrameDissector.Dissect(frame, ref layers);
            ledger.Add(frame, layers);
        }
        return ledger;
    }

    public static byte[] Mss(int value) => [2, 4, (byte)(value >> 8), (byte)value];

    public static byte[] Scale(int shift) => [1, 3, 3, (byte)shift];

    public static byte[] Timestamps(uint value, uint echo)
    {
        byte[] option = [1, 1, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(option.AsSpan(4), value);
        BinaryPrimitives.WriteUInt32BigEndian(option.AsSpan(8), echo);
        return option;
    }

    public static byte[] Link(int from, byte[] inner, int type = 0x0800) =>
        [.. Mac(1 - from), .. Mac(from), (byte)(type >> 8), (byte)type, .. inner];

    public static byte[] Ipv4(byte[] source, byte[] destination, byte[] inner, byte protocol = 6)
    {
        var length = 20 + inner.Length;
        return [0x45, 0, (byte)(length >> 8), (byte)length, 0, 0, 0, 0, 64, protocol, 0, 0, .. source, .. destination, .. inner];
    }

    public static byte[] UdpHeader(ushort source, ushort destination, int payload)
    {
        var length = 8 + payload;
        return [(byte)(source >> 8), (byte)source, (byte)(destination >> 8), (byte)destination, (byte)(length >> 8), (byte)length, 0, 0, .. new byte[payload]];
    }

    public static byte[] Tcp(
        ushort source, ushort destination, long sequence, long acknowledgment, int payload, byte flags, int window, byte[]? options)
    {
        options ??= [];
        var segment = new byte[20 + options.Length + payload];
        BinaryPrimitives.WriteUInt16BigEndian(segment, source);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), destination);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(4), unchecked((uint)sequence));
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(8), unchecked((uint)acknowledgment));
        segment[12] = (byte)((20 + options.Length) / 4 << 4);
        segment[13] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(14), (ushort)window);
        options.CopyTo(segment, 20);
        return segment;
    }

    private static byte[] Mac(int host) => [2, 0, 0, 0, 0, (byte)(host + 1)];
}
