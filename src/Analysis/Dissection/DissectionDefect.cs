namespace Wiretax.Analysis.Dissection;

/// <summary>Malformed or cut input as a value: which layer wanted how many bytes, and how many there were.</summary>
/// <param name="Truncated">
/// The capture's snaplen cut the header, so that nothing is wrong with the frame itself.
/// </param>
public readonly record struct DissectionDefect(Protocol Layer, int Required, int Available, bool Truncated)
{
    public static DissectionDefect None => default;

    /// <summary>More headers than <see cref="FrameLayers.MaxSpans"/> has room for; not one of a layer's own.</summary>
    public static DissectionDefect TooDeep => new(Protocol.Undissected, 0, 0, Truncated: false);

    public bool IsNone => Layer == Protocol.None;
}
