using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>Counts of what makes a figure doubtful; each becomes a warning (<see cref="SummaryWarnings"/>).</summary>
internal struct FrameDoubts()
{
    /// <summary>Frames of which the capture holds fewer bytes than the interface saw.</summary>
    public long Truncated;

    /// <summary>Frames whose headers the capture cut.</summary>
    public long HeadersCut;

    /// <summary>Frames whose headers contradict themselves or the frame.</summary>
    public long Malformed;

    /// <summary>Datagrams that state no length.</summary>
    public long LengthInferred;

    /// <summary>Records longer than anything an interface hands over; they are in no other figure.</summary>
    public long Implausible;

    /// <summary>Frames stamped earlier than the one before.</summary>
    public long TimeReversals;

    /// <summary>Frames whose figures on the wire rest on an assumption: the link type is no Ethernet.</summary>
    public long AssumedWire;

    /// <summary>Frames whose TCP or UDP checksum the interface was still to complete, and those whose checksum was looked at.</summary>
    public long UnfinishedChecksums;
    public long ChecksumsSeen;

    /// <summary>Of the first frame and of the last; the largest number there is while there was none.</summary>
    private long _firstTime = long.MaxValue;
    private long _lastTime = long.MaxValue;

    public void Look(in CapturedFrame frame, in FrameLayers layers)
    {
        LookAtTime(frame.TimestampNanoseconds);
        if (frame.IsTruncated)
            Truncated++;
        if (layers.LengthInferred)
            LengthInferred++;
        if (!layers.Defect.IsNone)
        {
            if (layers.Defect.Truncated)
                HeadersCut++;
            else
                Malformed++;
        }
        if (layers.Transport is Protocol.Tcp or Protocol.Udp)
        {
            ChecksumsSeen++;
            if (OffloadedChecksum.IsUnfinished(frame.Data, layers))
                UnfinishedChecksums++;
        }
        if (frame.LinkType != LinkType.Ethernet)
            AssumedWire++;
    }

    /// <summary>What may be doubtful about a plain frame.</summary>
    /// <param name="pseudoHeader">Its <see cref="OffloadedChecksum.Sum"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void LookPlain(in FrameAtHand frame, in PlainHeaders headers, ushort pseudoHeader)
    {
        LookAtTime(frame.TimestampNanoseconds);
        if ((uint)frame.CapturedLength < frame.OriginalLength)
            Truncated++;
        ChecksumsSeen++;
        var field = NetworkOrder.UInt16(headers.Transport + (headers.IsUdp ? OffloadedChecksum.UdpField : OffloadedChecksum.TcpField));
        if (OffloadedChecksum.IsUnfinished(pseudoHeader, headers.HeaderLength + headers.PayloadLength, field))
            UnfinishedChecksums++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LookAtTime(long time)
    {
        if (time < _lastTime)
            LookBack(time);
        _lastTime = time;
    }

    private void LookBack(long time)
    {
        if (_firstTime == long.MaxValue)
            _firstTime = time;
        else
            TimeReversals++;
    }

    public void Merge(in FrameDoubts later)
    {
        Truncated += later.Truncated;
        HeadersCut += later.HeadersCut;
        Malformed += later.Malformed;
        LengthInferred += later.LengthInferred;
        Implausible += later.Implausible;
        AssumedWire += later.AssumedWire;
        UnfinishedChecksums += later.UnfinishedChecksums;
        ChecksumsSeen += later.ChecksumsSeen;
        TimeReversals += later.TimeReversals;
        if (later._firstTime == long.MaxValue)
            return;
        if (later._firstTime < _lastTime)
            LookBack(later._firstTime);
        _lastTime = later._lastTime;
    }
}
