namespace Wiretax.Capture;

/// <summary>What the packet blocks need of their interface; the rest of the description stands beside it.</summary>
internal struct PcapngInterface
{
    public LinkType LinkType;

    /// <summary>As its frames tell it; the first one's changes when a second is described.</summary>
    public FrameInterface Place;

    public TickScale Scale;

    /// <summary>Bytes kept of each frame; 0 for no limit. Simple packet blocks rely on it.</summary>
    public uint SnapLength;

    /// <summary>False for a description that is too short to say what its frames are.</summary>
    public bool IsUsable;

    /// <summary>Sum of the drop counts that stand in packet blocks; null where none does.</summary>
    public long? Drops;
}
