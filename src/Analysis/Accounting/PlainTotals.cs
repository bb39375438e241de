using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>Plain frames whose direction was known when they came, by shape and direction.</summary>
internal sealed class PlainTotals
{
    private const int Shapes = (int)PlainShape.Plain;

    private readonly PlainCounters[] _counters = new PlainCounters[3 * Shapes];

    public PlainTotals() => Array.Fill(_counters, new PlainCounters());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref PlainCounters For(Direction direction, PlainShape shape) =>
        ref _counters[((int)direction * Shapes) + ((int)shape & Shapes - 1)];

    /// <summary>Moves all sums to the layers and rows that they belong to.</summary>
    public void MoveTo(DirectedCounters layers, ProtocolRows rows)
    {
        for (var at = 0; at < _counters.Length; at++)
        {
            _counters[at].Unfold((PlainShape)(at % Shapes), ref layers.Of((Direction)(at / Shapes)), rows);
            _counters[at] = new PlainCounters();
        }
    }
}
