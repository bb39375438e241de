namespace Wiretax.Capture;

/// <summary>What a source says about itself, beside its frames.</summary>
public sealed record CaptureStatistics
{
    public IReadOnlyList<CaptureInterface> Interfaces { get; init; } = [];

    /// <summary>The first places where the input was not what its format says, in order of offset.</summary>
    public IReadOnlyList<CaptureDamage> Damages { get; init; } = [];

    /// <summary>All such places, also those beyond the first ones that <see cref="Damages"/> keeps.</summary>
    public long DamageCount { get; init; }

    /// <summary>
    /// Frames without a time of their own (pcapng's simple packet blocks). They carry that of the frame before; those
    /// before any time carry the first one, or 0 where none is found within <see cref="CaptureLimits.MaxTimeSearch"/>.
    /// </summary>
    public long UntimedFrames { get; init; }

    /// <summary>Link types that occurred and for which libpcap refuses the filter, in order of their first frame.</summary>
    public IReadOnlyList<FilterRefusal> FilterRefusals { get; init; } = [];

    /// <summary>Comments of sections and frames, in file order.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Frames dropped over all interfaces; null where none of them says.</summary>
    public long? Dropped
    {
        get
        {
            long? sum = null;
            foreach (var each in Interfaces)
            {
                if (each.Dropped is { } dropped)
                    sum = (sum ?? 0) + dropped;
            }
            return sum;
        }
    }
}

/// <summary>One capturing interface. Counters are null where the source does not state them.</summary>
public sealed record CaptureInterface
{
    public string? Name { get; init; }
    public required LinkType LinkType { get; init; }

    /// <summary>Bytes kept of each frame; null for no limit.</summary>
    public long? SnapLength { get; init; }

    /// <summary>Length of one timestamp tick: 1000 for a microsecond file, 1 for a nanosecond file; null when finer.</summary>
    public long? TickNanoseconds { get; init; }

    /// <summary>The clock that stamped the frames: <c>host</c>, <c>host_hiprec</c>, <c>adapter</c> ...</summary>
    public string? Clock { get; init; }

    /// <summary>What the file says about the interface, its hardware and the system it was on; null where it does not.</summary>
    public string? Description { get; init; }
    public string? Hardware { get; init; }
    public string? OperatingSystem { get; init; }

    /// <summary>The capture filter in libpcap's syntax.</summary>
    public string? Filter { get; init; }

    /// <summary>Frames that reached the filter, as the kernel counted them (pcapng <c>isb_ifrecv</c>).</summary>
    public long? Received { get; init; }

    /// <summary>Frames lost because the capture buffer was full (<c>isb_osdrop</c>, libpcap <c>ps_drop</c>).</summary>
    public long? DroppedByKernel { get; init; }

    /// <summary>Frames lost by the interface itself (<c>isb_ifdrop</c>).</summary>
    public long? DroppedByInterface { get; init; }

    /// <summary>All frames known to be lost; null when neither counter is known.</summary>
    public long? Dropped =>
        DroppedByKernel is null && DroppedByInterface is null ? null : (DroppedByKernel ?? 0) + (DroppedByInterface ?? 0);
}

/// <summary>A place in the input that is not what its format says.</summary>
/// <param name="Offset">Byte offset in the (decompressed) input.</param>
/// <param name="Cause">What was wrong there, in one clause.</param>
/// <param name="Recovered">True where reading went on behind it.</param>
public sealed record CaptureDamage(long Offset, string Cause, bool Recovered);

/// <summary>A link type for which a filter cannot be compiled.</summary>
/// <param name="Frames">Frames of this link type, none of which was looked at.</param>
/// <param name="Reason">libpcap's, as one sentence that names the filter.</param>
public sealed record FilterRefusal(LinkType LinkType, long Frames, string Reason);
