using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>Any number of round-trip times: the last ones side by side, those before in a distribution, which is further away.</summary>
internal struct RttSamples
{
    private const int Held = 16;

    private HeldSamples _held;
    private int _count;
    private RttDistribution? _before;

    /// <summary>In nanoseconds; those longer than 4.3 s are handed on at once.</summary>
    [InlineArray(Held)]
    private struct HeldSamples
    {
        private uint _first;
    }

    public readonly bool IsEmpty => _count == 0 && _before is null;

    public void Add(long nanoseconds)
    {
        if (nanoseconds > uint.MaxValue)
        {
            (_before ??= new RttDistribution()).Add(nanoseconds);
            return;
        }
        if (_count == Held)
        {
            AddHeld(_before ??= new RttDistribution());
            _count = 0;
        }
        _held[_count++] = (uint)nanoseconds;
    }

    public void Merge(in RttSamples later)
    {
        later.AddHeld(_before ??= new RttDistribution());
        if (later._before is not null)
            _before.Merge(later._before);
    }

    public readonly void AddTo(RttDistribution all)
    {
        if (_before is not null)
            all.Merge(_before);
        AddHeld(all);
    }

    private readonly void AddHeld(RttDistribution to) => to.Add(((ReadOnlySpan<uint>)_held)[.._count]);
}
