namespace Wiretax.Offline;

/// <summary>
/// Thousands of conversations that behave like real ones: TCP with handshakes, both directions, delayed ACKs, losses and
/// retransmissions, orderly ends; DNS, a datagram stream, echo. Deterministic.
/// </summary>
internal sealed class SyntheticCapture
{
    private const int LiveConversations = 2000;

    private readonly Conversation[] _conversations = new Conversation[LiveConversations];
    private readonly bool _endless;
    private SplitMix64 _random;

    /// <param name="endless">Only TCP connections and datagram streams that never end.</param>
    public SyntheticCapture(ulong seed, bool endless = false)
    {
        _random = new SplitMix64(seed);
        _endless = endless;
        for (var i = 0; i < LiveConversations; i++)
            _conversations[i] = Begin();
    }

    public static void Write(string path, long frames, int snapLength, ulong seed)
    {
        using var file = new CaptureWriter(path, snapLength, frames);
        new SyntheticCapture(seed).Fill(file);
    }

    /// <summary>Goes on where the last call stopped, until the file is full.</summary>
    public void Fill(CaptureWriter file)
    {
        while (!file.IsFull)
        {
            var slot = _random.Below(LiveConversations);
            var burst = 1 + _random.Below(6);
            while (burst-- > 0 && !_conversations[slot].IsOver)
                _conversations[slot].Step(file, ref _random);
            if (_conversations[slot].IsOver)
                _conversations[slot] = Begin();
        }
    }

    private Conversation Begin() => _endless ? Conversation.BeginEndless(ref _random) : Conversation.Begin(ref _random);
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
