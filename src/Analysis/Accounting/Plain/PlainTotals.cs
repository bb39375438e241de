using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>Plain frames whose direction was known when they came, by direction and shape.</summary>
internal sealed class PlainTotals
{
    private const int Shapes = (int)PlainShape.Payload << 1;

    private readonly PlainCounters[] _counters = new PlainCounters[3 * Shapes];

    public PlainTotals() => Array.Fill(_counters, new PlainCounters());

    /// <param name="direction">A known one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref PlainCounters For(Direction direction, PlainShape shape) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_counters), ((int)direction * Shapes) + (int)shape);

    /// <summary>Moves all sums to the layers and rows that they belong to.</summary>
    public void MoveTo(DirectedCounters layers, ProtocolRows rows)
    {
        for (var at = 0; at < _counters.Length; at++)
        {
            ref var counters = ref _counters[at];
            if (counters.Frames == 0)
                continue;
            counters.Unfold((PlainShape)(at % Shapes), ref layers.Of((Direction)(at / Shapes)), rows);
            counters = new PlainCounters();
        }
    }
}
