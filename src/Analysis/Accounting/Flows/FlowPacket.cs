using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>TCP flag bits (RFC 9293, 3.1).</summary>
internal static class TcpFlags
{
    public const byte Fin = 0x01;
    public const byte Syn = 0x02;
    public const byte Rst = 0x04;
    public const byte Ack = 0x10;
}

/// <summary>All that the flow table needs of a frame but whose it is (<see cref="FlowRun"/>), so that frames can be dissected in one place and followed in another.</summary>
internal struct FlowPacket
{
    /// <summary>Nanoseconds since the epoch.</summary>
    public long Time;

    /// <summary>Position in the capture: orders flows by their first frame.</summary>
    public long Order;

    public uint Sequence;
    public uint Acknowledgment;

    /// <summary>RFC 7323 timestamps; valid with <see cref="HasTimestamps"/>.</summary>
    public uint TimestampValue;
    public uint TimestampEcho;

    /// <summary>Original length of the frame.</summary>
    public int FrameLength;

    /// <summary>Frame length minus payload and trailing padding, as an Ethernet frame: what each segment of a super-frame carries again.</summary>
    public int HeaderLength;

    public int PayloadLength;

    /// <summary>Total length of the IP datagram.</summary>
    public int DatagramLength;

    /// <summary>Unscaled.</summary>
    public ushort Window;

    /// <summary>0 when the key's low end sends, 1 when its high end does.</summary>
    public byte Side;
    public byte Flags;

    /// <summary>TCP options in bytes.</summary>
    public byte OptionLength;

    public bool HasTimestamps;

    /// <summary>The frame holds a part of the segment (<see cref="Dissection.FrameLayers.IsPartial"/>), so that the payload length is not the segment's.</summary>
    public bool IsPartial;

    /// <summary>What the payload was recognised as; 0 when nothing.</summary>
    public byte Application;

    /// <summary>A TCP segment with ACK, neither SYN, FIN nor RST, and a window; whole, and not to be told from copies.</summary>
    public bool IsOrdinary;

    /// <summary>By how much an Ethernet header is longer than the frame's own (<see cref="WireEstimate.HeaderDifference"/>).</summary>
    public sbyte HeaderDifference;

    /// <summary>Window scale option of a SYN; 255 without.</summary>
    public byte WindowScale;

    /// <summary>MSS option of a SYN; 0 without.</summary>
    public ushort Mss;

    /// <summary>
    /// Tells the packet from others of its flow, where the capture may hold it once an interface; 0 where it cannot.
    /// </summary>
    public uint Fingerprint;

    /// <summary>Interface (of the capture, or of an <c>any</c> device) that the frame was seen at.</summary>
    public uint Interface;

    /// <summary>Sets what few packets have to what the others have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear()
    {
        // In order of their places, so that a few stores do.
        OptionLength = 0;
        HasTimestamps = false;
        IsPartial = false;
        Application = 0;
        IsOrdinary = false;
        HeaderDifference = 0;
        WindowScale = NoWindowScale;
        Mss = 0;
        Fingerprint = 0;
    }

    public const byte NoWindowScale = 255;

    public readonly bool Has(byte flags) => (Flags & flags) != 0;
}
