namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Finds echo messages that a capture holds once an interface: another of the same key, IP identification and length
/// that was seen elsewhere than the first. One that is seen where the first was has been sent again.
/// </summary>
internal sealed class EchoCopies
{
    /// <summary>Messages that a copy may follow; beyond it the oldest is forgotten.</summary>
    public const int Remembered = 4096;

    private readonly Dictionary<(EchoKey Key, bool IsRequest), (uint Fingerprint, uint Interface)> _first = [];
    private readonly Queue<(EchoKey Key, bool IsRequest)> _oldest = new();

    public long Frames { get; private set; }

    /// <summary>To be asked once a message, in order; counts it if it is a copy.</summary>
    public bool IsCopy(in EchoPacket packet)
    {
        if (packet.Fingerprint == 0)
            return false;
        var message = (packet.Key, packet.IsRequest);
        var isKnown = _first.TryGetValue(message, out var first);
        if (isKnown && first.Fingerprint == packet.Fingerprint && first.Interface != packet.Interface)
        {
            Frames++;
            return true;
        }
        _first[message] = (packet.Fingerprint, packet.Interface);
        if (!isKnown)
            _oldest.Enqueue(message);
        if (_oldest.Count > Remembered)
            _first.Remove(_oldest.Dequeue());
        return false;
    }

    public void Merge(EchoCopies later) => Frames += later.Frames;
}
