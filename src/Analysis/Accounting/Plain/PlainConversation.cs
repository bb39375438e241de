using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// The conversation that the last packet of a flow belonged to: the next one mostly belongs to it too, and what is the
/// same for all its packets is not worked out again.
/// </summary>
internal unsafe struct PlainConversation()
{
    private const ulong NoPorts = ulong.MaxValue;

    public FlowKey Key;

    /// <summary>Direction of what the low end sends, and the high one; unknown until it is asked for.</summary>
    private Direction _fromLow = Direction.Unknown;
    private Direction _fromHigh = Direction.Unknown;

    /// <summary>Addresses and ports of its first packet as they lie in an IPv4 frame, and those of an answer.</summary>
    private ulong _addresses;
    private ulong _ports = NoPorts;
    private ulong _answerAddresses;
    private ulong _answerPorts = NoPorts;
    private int _firstSide;

    /// <summary>Its <see cref="OffloadedChecksum.Sum"/>; valid with a known direction.</summary>
    public ulong PseudoHeader { get; private set; }

    /// <summary>TCP, and not on the port of DNS.</summary>
    public bool IsStreamOfOther { get; private set; }

    /// <summary>Turns to another conversation.</summary>
    public void TurnTo(in FlowKey key)
    {
        Key = key;
        _fromLow = _fromHigh = Direction.Unknown;
        _ports = _answerPorts = NoPorts;
        IsStreamOfOther = FirstPayload.IsStreamOfOther(key);
    }

    /// <summary>Makes it known by the bytes of an IPv4 frame of its own, which the side sent.</summary>
    public void Remember(in PlainHeaders headers, int side)
    {
        (_addresses, _ports) = Ends(headers);
        // Each half is moved as a whole, whatever the byte order.
        _answerAddresses = _addresses >> 32 | _addresses << 32;
        _answerPorts = (uint)_ports >> 16 | (uint)(_ports << 16) | _ports >> 32 << 32;
        _firstSide = side;
    }

    /// <summary>Tells whether an IPv4 frame belongs to it, without a branch on who sent it: that is as good as random.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Holds(in PlainHeaders headers, out int side)
    {
        var (addresses, ports) = Ends(headers);
        var isAnswer = ((addresses ^ _answerAddresses) | (ports ^ _answerPorts)) == 0;
        side = _firstSide ^ (isAnswer ? 1 : 0);
        return isAnswer || ((addresses ^ _addresses) | (ports ^ _ports)) == 0;
    }

    /// <summary>Both addresses, and both ports with the protocol above them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Addresses, ulong Ports) Ends(in PlainHeaders headers) =>
        (Unsafe.ReadUnaligned<ulong>(headers.Network + 12),
            Unsafe.ReadUnaligned<uint>(headers.Transport)
            | (ulong)(headers.Shape & (PlainShape.Udp | PlainShape.Ipv6)) << 32);

    /// <summary>The direction of what the side sends; unknown where the addresses alone do not tell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Direction DirectionOf(int side, Viewpoint viewpoint)
    {
        var direction = side == 0 ? _fromLow : _fromHigh;
        return direction != Direction.Unknown ? direction : FindDirection(side, viewpoint);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Direction FindDirection(int side, Viewpoint viewpoint)
    {
        if (Key.Low == Key.High)
            return Direction.Unknown;
        (_fromLow, _fromHigh) = viewpoint.OfBoth(Key.Low, Key.High);
        PseudoHeader = OffloadedChecksum.Sum(Key);
        return side == 0 ? _fromLow : _fromHigh;
    }
}
