using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>Frames, bytes, and the first and last time of what was counted. Merging is order-free.</summary>
internal struct Counter()
{
    public long Frames;
    public long Bytes;
    public long First = long.MaxValue;
    public long Last = long.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int frames, long bytes, long time)
    {
        Frames += frames;
        Bytes += bytes;
        First = Math.Min(First, time);
        Last = Math.Max(Last, time);
    }

    public void Merge(in Counter other)
    {
        Frames += other.Frames;
        Bytes += other.Bytes;
        First = Math.Min(First, other.First);
        Last = Math.Max(Last, other.Last);
    }

    /// <summary>Null when nothing was counted.</summary>
    public readonly double? DurationSeconds => Last < First ? null : Elapsed.Seconds(First, Last);
}

/// <summary>The five layers of one direction, and what a wire carried for them.</summary>
internal struct LayerCounters()
{
    public Counter Link = new();
    public Counter Encapsulation = new();
    public Counter Network = new();
    public Counter Transport = new();
    public Counter Application = new();
    public long WireFrames;
    public long WireBytes;

    public void AddPlain(in PlainHeaders headers, int length, long time)
    {
        Link.Add(1, length, time);
        Network.Add(1, headers.DatagramLength, time);
        Transport.Add(1, headers.HeaderLength + headers.PayloadLength, time);
        if (headers.HasPayload)
            Application.Add(1, headers.PayloadLength, time);
        WireFrames++;
        WireBytes += WireEstimate.FrameBytes(length);
    }

    public void Merge(in LayerCounters other)
    {
        Link.Merge(other.Link);
        Encapsulation.Merge(other.Encapsulation);
        Network.Merge(other.Network);
        Transport.Merge(other.Transport);
        Application.Merge(other.Application);
        WireFrames += other.WireFrames;
        WireBytes += other.WireBytes;
    }
}
