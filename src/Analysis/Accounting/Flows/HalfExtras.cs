namespace Wiretax.Analysis.Accounting;

/// <summary>What only some flows need, kept out of the record so that a million flows fit into memory.</summary>
internal sealed class HalfExtras
{
    public int OutOfOrder;
    public int DuplicateAcks;
    public int ZeroWindows;
    public int KeepAlives;

    /// <summary>Super-frames, and what they add to the wire beyond themselves.</summary>
    public WireExtra Wire;

    /// <summary>All round-trip times but the last few, which <see cref="HalfRtt"/> holds.</summary>
    public RttSamples Rtt;

    /// <summary>Null where the capture cannot hold a packet twice.</summary>
    public InterfaceCopies? Copies;

    public void Merge(HalfExtras later)
    {
        OutOfOrder += later.OutOfOrder;
        DuplicateAcks += later.DuplicateAcks;
        ZeroWindows += later.ZeroWindows;
        KeepAlives += later.KeepAlives;
        Wire = Wire.Plus(later.Wire);
        if (later.Copies is not null)
            (Copies ??= new InterfaceCopies()).Merge(later.Copies);
    }
}
