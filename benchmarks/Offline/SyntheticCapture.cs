namespace Wiretax.Offline;

/// <summary>
/// Writes a capture of thousands of conversations that behave like real ones: TCP with handshakes, both directions,
/// delayed ACKs, losses and retransmissions, orderly ends; DNS, a datagram stream, echo. Deterministic.
/// </summary>
internal static class SyntheticCapture
{
    private const int LiveConversations = 2000;

    public static void Write(string path, long frames, int snapLength, ulong seed)
    {
        using var file = new CaptureWriter(path, snapLength, frames);
        var random = new SplitMix64(seed);
        var conversations = new Conversation[LiveConversations];
        for (var i = 0; i < conversations.Length; i++)
            conversations[i] = Conversation.Begin(ref random);

        while (!file.IsFull)
        {
            var slot = random.Below(LiveConversations);
            var burst = 1 + random.Below(6);
            while (burst-- > 0 && !conversations[slot].IsOver)
                conversations[slot].Step(file, ref random);
            if (conversations[slot].IsOver)
                conversations[slot] = Conversation.Begin(ref random);
        }
    }
}

/// <summary>Sebastiano Vigna's SplitMix64: a seed gives the same numbers everywhere.</summary>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    public int Below(int bound) => (int)((Next() >> 32) * (ulong)bound >> 32);

    public bool OneIn(int count) => Below(count) == 0;
}
