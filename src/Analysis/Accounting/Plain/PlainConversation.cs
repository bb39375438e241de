using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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

    /// <summary>Addresses and ports of the packet that it was turned to with as they lie in a frame, and those of an answer.</summary>
    private ulong _addresses;
    private ulong _ports = NoPorts;
    private ulong _answerAddresses;
    private ulong _answerPorts = NoPorts;
    private int _firstSide;

    private UndirectedCount _fromLowUndirected = new();
    private UndirectedCount _fromHighUndirected = new();

    /// <summary>The addresses of an IPv6 packet.</summary>
    private Vector128<byte> _source;
    private Vector128<byte> _destination;

    /// <summary>Its <see cref="OffloadedChecksum.Sum"/>; valid for a frame that it holds.</summary>
    public ushort PseudoHeader { get; private set; }

    /// <summary>TCP, and not on the port of DNS.</summary>
    public bool IsStreamOfOther { get; private set; }

    /// <summary>Turns to another conversation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void TurnTo(in FlowKey key)
    {
        Key = key;
        _fromLow = _fromHigh = Direction.Unknown;
        _ports = _answerPorts = NoPorts;
        ForgetUndirected();
        IsStreamOfOther = FirstPayload.IsStreamOfOther(key);
    }

    /// <summary>Makes it known by the bytes of a frame of its own, which the side sent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remember(in PlainHeaders headers, int side)
    {
        _ports = Ports(headers);
        // Each half is moved as a whole, whatever the byte order.
        _answerPorts = (uint)_ports >> 16 | (uint)(_ports << 16) | _ports >> 32 << 32;
        _firstSide = side;
        PseudoHeader = OffloadedChecksum.Sum(Key);
        if (headers.IsIpv6)
        {
            _source = Vector128.Load(headers.Network + PlainHeaders.Ipv6Addresses);
            _destination = Vector128.Load(headers.Network + PlainHeaders.Ipv6Addresses + 16);
        }
        else
        {
            _addresses = Unsafe.ReadUnaligned<ulong>(headers.Network + PlainHeaders.Ipv4Addresses);
            _answerAddresses = _addresses >> 32 | _addresses << 32;
        }
    }

    /// <summary>Tells whether a frame belongs to it, without a branch on who sent it: that is as good as random.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Holds(in PlainHeaders headers, out int side)
    {
        var ports = Ports(headers);
        if (headers.IsIpv6)
            return HoldsIpv6(headers, ports, out side);
        var addresses = Unsafe.ReadUnaligned<ulong>(headers.Network + PlainHeaders.Ipv4Addresses);
        var isAnswer = ((addresses ^ _answerAddresses) | (ports ^ _answerPorts)) == 0;
        var isAnother = ((addresses ^ _addresses) | (ports ^ _ports)) == 0;
        side = _firstSide ^ (isAnswer ? 1 : 0);
        return isAnswer | isAnother;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly bool HoldsIpv6(in PlainHeaders headers, ulong ports, out int side)
    {
        var source = Vector128.Load(headers.Network + PlainHeaders.Ipv6Addresses);
        var destination = Vector128.Load(headers.Network + PlainHeaders.Ipv6Addresses + 16);
        var isAnswer = ports == _answerPorts && source == _destination && destination == _source;
        side = _firstSide ^ (isAnswer ? 1 : 0);
        return isAnswer || (ports == _ports && source == _source && destination == _destination);
    }

    /// <summary>Both ports as they lie in the frame, with the protocols above them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ports(in PlainHeaders headers) =>
        Unsafe.ReadUnaligned<uint>(headers.Transport) | (ulong)(headers.Shape & (PlainShape.Udp | PlainShape.Ipv6)) << 32;

    /// <summary>The direction of what the side sends; unknown where the addresses alone do not tell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Direction DirectionOf(int side, Viewpoint viewpoint)
    {
        var direction = Unsafe.Add(ref _fromLow, side);
        return direction != Direction.Unknown ? direction : FindDirection(side, viewpoint);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Direction FindDirection(int side, Viewpoint viewpoint)
    {
        if (Key.Low == Key.High)
            return Direction.Unknown;
        (_fromLow, _fromHigh) = viewpoint.OfBoth(Key.Low, Key.High);
        return side == 0 ? _fromLow : _fromHigh;
    }

    /// <summary>To be called when undirected frames begin to count elsewhere.</summary>
    public void ForgetUndirected() => _fromLowUndirected = _fromHighUndirected = new UndirectedCount();

    /// <summary>Where frames of the side count while their direction is not known.</summary>
    [UnscopedRef]
    public ref UndirectedCount Undirected(int side) => ref side == 0 ? ref _fromLowUndirected : ref _fromHighUndirected;

    /// <summary>A conversation's number in <see cref="ConversationCounters"/>.</summary>
    /// <param name="Link">The link address that its frames come from.</param>
    public readonly record struct UndirectedCount(ulong Link, int Number)
    {
        /// <summary>In place of a number: only the long way tells.</summary>
        public const int Elsewhere = -1;

        /// <summary>Of no frame: a link address has 48 bits.</summary>
        public UndirectedCount()
            : this(ulong.MaxValue, Elsewhere)
        {
        }
    }
}
