using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Round-trip times of one half of a flow. The last few are held in place and handed on together to the distribution in
/// <see cref="HalfExtras"/>: that is three cache misses away, which for each sample by itself was a tenth of all
/// analysis; and most flows of a busy network have no more than these.
/// </summary>
internal struct HalfRtt
{
    private const int Held = 3;

    private HeldSamples _held;
    private byte _count;

    /// <summary>In nanoseconds; longer ones than 4.3 s are handed on at once.</summary>
    [InlineArray(Held)]
    private struct HeldSamples
    {
        private uint _first;
    }

    /// <param name="nanoseconds">A negative number is no sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long nanoseconds, ref HalfExtras? extras)
    {
        if (nanoseconds < 0)
            return;
        if (_count < Held && nanoseconds <= uint.MaxValue)
            Unsafe.Add(ref Unsafe.As<HeldSamples, uint>(ref _held), _count++) = (uint)nanoseconds;
        else
            HandOn(nanoseconds, ref extras);
    }

    public void Merge(in HalfRtt later, HalfExtras? laterExtras, ref HalfExtras? extras)
    {
        foreach (var sample in ((ReadOnlySpan<uint>)later._held)[..later._count])
            Add(sample, ref extras);
        if (laterExtras?.Rtt is { } distribution)
            ((extras ??= new HalfExtras()).Rtt ??= new RttDistribution()).Merge(distribution);
    }

    /// <summary>Null without a sample.</summary>
    public readonly RttSummary? ToSummary(HalfExtras? extras)
    {
        if (_count == 0)
            return extras?.Rtt?.ToSummary();
        // A copy: the distribution is shared by all copies of a record, and each of them still holds its samples.
        var all = new RttDistribution();
        if (extras?.Rtt is { } distribution)
            all.Merge(distribution);
        HandOnHeld(all);
        return all.ToSummary();
    }

    private void HandOn(long nanoseconds, ref HalfExtras? extras)
    {
        var distribution = (extras ??= new HalfExtras()).Rtt ??= new RttDistribution();
        HandOnHeld(distribution);
        _count = 0;
        distribution.Add(nanoseconds);
    }

    private readonly void HandOnHeld(RttDistribution distribution)
    {
        foreach (var sample in ((ReadOnlySpan<uint>)_held)[.._count])
            distribution.Add(sample);
    }
}
