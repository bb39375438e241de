namespace Wiretax.Analysis.Dissection;

/// <summary>
/// Own bytes of one protocol in a frame: from <paramref name="Offset"/> (bytes from the frame's start), and
/// <paramref name="Length"/> long by the original length and the lengths that headers state, so it may reach beyond
/// the captured bytes.
/// </summary>
public readonly record struct LayerSpan(Protocol Protocol, int Offset, int Length);
