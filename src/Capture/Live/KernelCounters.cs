namespace Wiretax.Capture;

/// <summary>libpcap's 32-bit counters as 64-bit totals; right as long as they are read once in each 2^32 frames.</summary>
internal sealed class KernelCounters
{
    private LibPcap.Stat _last;

    /// <summary>Frames that passed the filter, those dropped included.</summary>
    public long Received { get; private set; }

    /// <summary>Frames lost because the ring was full.</summary>
    public long Dropped { get; private set; }

    /// <summary>Frames that the kernel has put into the ring so far.</summary>
    public long Accepted => Received - Dropped;

    public void Update(in LibPcap.Stat now)
    {
        Received += unchecked(now.Received - _last.Received);
        Dropped += unchecked(now.Dropped - _last.Dropped);
        _last = now;
    }
}
