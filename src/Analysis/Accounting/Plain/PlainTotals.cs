using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>Plain frames by direction and shape.</summary>
internal sealed class PlainTotals
{
    private const int Shapes = (int)PlainShape.Payload << 1;

    private readonly PlainCounters[] _counters = new PlainCounters[((int)Direction.Unknown + 1) * Shapes];

    public PlainTotals() => Array.Fill(_counters, new PlainCounters());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref PlainCounters For(Direction direction, PlainShape shape) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_counters), ((int)direction * Shapes) + (int)shape);

    /// <summary>
    /// Moves all sums to the layers and rows that they belong to; to the rows alone where the direction was not known.
    /// </summary>
    public void MoveTo(DirectedCounters layers, ProtocolRows rows)
    {
        for (var at = 0; at < _counters.Length; at++)
        {
            ref var counters = ref _counters[at];
            if (counters.Frames == 0)
                continue;
            var (shape, direction) = ((PlainShape)(at % Shapes), (Direction)(at / Shapes));
            counters.AddTo(rows, shape);
            if (direction != Direction.Unknown)
                counters.AddTo(ref layers.Of(direction), shape);
            counters = new PlainCounters();
        }
    }
}
