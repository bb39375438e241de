using System.Numerics;
using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// The flow of the plain frame before. Frames come in bursts, so that most have the same ends, or the same turned round,
/// and whose they are need not be worked out again (IPv4 only).
/// </summary>
internal struct RecentFlow
{
    // As they lie in the frame: source and destination, the two ports.
    private ulong _addresses;
    private uint _ports;
    private Protocol _transport;

    private int _side;
    private Direction _direction;
    private Direction _back;

    public FlowKey Key;
    public ulong Hash;

    /// <summary>True when a frame is one of this flow, from either end.</summary>
    /// <param name="addresses">Source and destination, the eight bytes in the header.</param>
    /// <param name="ports">The four bytes in the header.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Recognizes(ulong addresses, uint ports, Protocol transport, out int side, out Direction direction)
    {
        var isSame = addresses == _addresses & ports == _ports;
        var isBack = BitOperations.RotateLeft(addresses, 32) == _addresses & BitOperations.RotateLeft(ports, 16) == _ports;
        side = isBack ? 1 - _side : _side;
        direction = isBack ? _back : _direction;
        return (isSame | isBack) & transport == _transport;
    }

    /// <summary>Remembers by what to recognize it, as <see cref="TryBecome"/> made it.</summary>
    public void Remember(ulong addresses, uint ports, Protocol transport, int side, Direction direction) =>
        (_addresses, _ports, _transport, _side, _direction) = (addresses, ports, transport, side, direction);

    /// <summary>Makes it the flow of a frame; false for one whose direction the addresses alone do not tell.</summary>
    public bool TryBecome(
        HostAddress source, HostAddress destination, uint ports, Protocol transport, FrameTotals totals,
        out int side, out Direction direction)
    {
        _transport = Protocol.None;
        direction = source == destination ? Direction.Unknown : totals.DirectionOf(source, destination);
        _back = direction >= Direction.Neither ? direction : totals.DirectionOf(destination, source);
        Key = FlowKey.Create(source, destination, ports, transport, out side);
        Hash = Key.Hash();
        return direction != Direction.Unknown;
    }
}
