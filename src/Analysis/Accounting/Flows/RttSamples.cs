using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Any number of round-trip times: the last ones side by side, those before in blocks, which are further away, and from
/// some number on counted in a distribution.
/// </summary>
internal struct RttSamples
{
    private const int BlockLength = 16;
    private const int MostBlocks = RttDistribution.ExactSamples / BlockLength;

    private BlockSamples _last;
    private int _count;
    private Block? _blocks;
    private RttDistribution? _distribution;

    /// <summary>In nanoseconds; those longer than 4.3 s are handed on at once.</summary>
    [InlineArray(BlockLength)]
    private struct BlockSamples
    {
        private uint _first;
    }

    private sealed class Block(in BlockSamples samples, Block? before)
    {
        private readonly BlockSamples _samples = samples;

        public Block? Before => before;

        /// <summary>Blocks up to this one.</summary>
        public int Number { get; } = (before?.Number ?? 0) + 1;

        public ReadOnlySpan<uint> Samples => _samples;
    }

    public readonly bool IsEmpty => _count == 0 && _blocks is null && _distribution is null;

    public void Add(long nanoseconds)
    {
        if (nanoseconds > uint.MaxValue)
        {
            (_distribution ??= new RttDistribution()).Add(nanoseconds);
            return;
        }
        if (_count == BlockLength)
            PutAway();
        _last[_count++] = (uint)nanoseconds;
    }

    public void Merge(in RttSamples later) => later.AddTo(_distribution ??= new RttDistribution());

    public readonly void AddTo(RttDistribution all)
    {
        if (_distribution is not null)
            all.Merge(_distribution);
        for (var block = _blocks; block is not null; block = block.Before)
            all.Add(block.Samples);
        all.Add(((ReadOnlySpan<uint>)_last)[.._count]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PutAway()
    {
        if (_distribution is not { IsCounting: true } && (_blocks?.Number ?? 0) < MostBlocks)
        {
            _blocks = new Block(_last, _blocks);
        }
        else
        {
            var before = _distribution ??= new RttDistribution();
            before.CountAll();
            for (; _blocks is not null; _blocks = _blocks.Before)
                before.Add(_blocks.Samples);
            before.Add(_last);
        }
        _count = 0;
    }
}
