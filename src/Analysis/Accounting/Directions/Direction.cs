namespace Wiretax.Analysis.Accounting;

/// <summary>Where a frame went, as seen from the local end.</summary>
internal enum Direction
{
    Tx,
    Rx,

    /// <summary>A conversation of others.</summary>
    Neither,

    /// <summary>Not known when the frame came.</summary>
    Unknown,
}
