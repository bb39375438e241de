using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Round-trip times of one half of a flow. The last few are held in place and handed on together: the distribution is
/// three cache misses away, which for each sample by itself was a tenth of all analysis; and most flows of a busy
/// network have no more than these.
/// </summary>
internal struct HalfRtt
{
    private const int Held = 4;

    private HeldSamples _held;
    private RttDistribution? _distribution;
    private byte _count;

    /// <summary>In nanoseconds; longer ones than 4.3 s are handed on at once.</summary>
    [InlineArray(Held)]
    private struct HeldSamples
    {
        private uint _first;
    }

    /// <param name="nanoseconds">A negative number is no sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long nanoseconds)
    {
        if (nanoseconds < 0)
            return;
        if (_count < Held && nanoseconds <= uint.MaxValue)
            Unsafe.Add(ref Unsafe.As<HeldSamples, uint>(ref _held), _count++) = (uint)nanoseconds;
        else
            HandOn(nanoseconds);
    }

    public void Merge(in HalfRtt later)
    {
        foreach (var sample in ((ReadOnlySpan<uint>)later._held)[..later._count])
            Add(sample);
        if (later._distribution is not null)
            (_distribution ??= new RttDistribution()).Merge(later._distribution);
    }

    /// <summary>Null without a sample.</summary>
    public readonly RttSummary? ToSummary()
    {
        if (_count == 0)
            return _distribution?.ToSummary();
        // A copy: the distribution is shared by all copies of a record, and each of them still holds its samples.
        var all = new HalfRtt { _distribution = new RttDistribution() };
        all.Merge(this);
        all.HandOnHeld();
        return all._distribution.ToSummary();
    }

    private void HandOn(long nanoseconds)
    {
        HandOnHeld();
        _distribution!.Add(nanoseconds);
    }

    private void HandOnHeld()
    {
        _distribution ??= new RttDistribution();
        foreach (var sample in ((ReadOnlySpan<uint>)_held)[.._count])
            _distribution.Add(sample);
        _count = 0;
    }
}
