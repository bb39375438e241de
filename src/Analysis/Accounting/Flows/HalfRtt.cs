using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Round-trip times of one half of a flow. The last few are held in place and handed on together to
/// <see cref="RttSamples"/>: that is a cache miss away, which for each sample by itself was a tenth of all analysis;
/// and most flows of a busy network have no more than these.
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
        if (laterExtras is { Rtt.IsEmpty: false })
            (extras ??= new HalfExtras()).Rtt.Merge(laterExtras.Rtt);
    }

    /// <summary>Null without a sample.</summary>
    public readonly RttSummary? ToSummary(HalfExtras? extras)
    {
        // A copy: what was handed on is shared by all copies of a record, and each of them still holds its samples.
        var all = new RttDistribution();
        extras?.Rtt.AddTo(all);
        foreach (var sample in ((ReadOnlySpan<uint>)_held)[.._count])
            all.Add(sample);
        return all.Count == 0 ? null : all.ToSummary();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void HandOn(long nanoseconds, ref HalfExtras? extras)
    {
        ref var rtt = ref (extras ??= new HalfExtras()).Rtt;
        foreach (var sample in ((ReadOnlySpan<uint>)_held)[.._count])
            rtt.Add(sample);
        _count = 0;
        rtt.Add(nanoseconds);
    }
}
