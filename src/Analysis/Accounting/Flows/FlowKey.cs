using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Both ends and the protocol of a conversation. The ends are in order of address and port, so that the two
/// directions share one key; <see cref="Create"/> says which one a packet has.
/// </summary>
internal readonly struct FlowKey : IEquatable<FlowKey>
{
    public readonly HostAddress Low;
    public readonly HostAddress High;
    private readonly ulong _portsAndProtocol;

    private FlowKey(HostAddress low, HostAddress high, ulong portsAndProtocol)
    {
        Low = low;
        High = high;
        _portsAndProtocol = portsAndProtocol;
    }

    public ushort LowPort => (ushort)(_portsAndProtocol >> 16);

    public ushort HighPort => (ushort)_portsAndProtocol;

    public Protocol Protocol => (Protocol)(byte)(_portsAndProtocol >> 32);

    /// <param name="side">0 when the low end sends, 1 when the high end does.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FlowKey Create(
        HostAddress source, HostAddress destination, ushort sourcePort, ushort destinationPort, Protocol protocol, out int side)
    {
        var order = source.CompareTo(destination);
        if (order == 0)
            order = sourcePort.CompareTo(destinationPort);
        side = order <= 0 ? 0 : 1;
        return order <= 0
            ? new(source, destination, (ulong)protocol << 32 | (ulong)sourcePort << 16 | destinationPort)
            : new(destination, source, (ulong)protocol << 32 | (ulong)destinationPort << 16 | sourcePort);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(FlowKey other) =>
        Low.Low == other.Low.Low && High.Low == other.High.Low && _portsAndProtocol == other._portsAndProtocol
        && Low.High == other.Low.High && High.High == other.High.High;

    public override bool Equals(object? other) => other is FlowKey key && Equals(key);

    public override int GetHashCode() => (int)Hash();

    /// <summary>Multiply and fold; every bit of the input reaches the upper and the lower half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash()
    {
        var hash = Mix(Low.Low ^ (Low.High * 0x9E37_79B9_7F4A_7C15), 0xA076_1D64_78BD_642F);
        hash = Mix(High.Low ^ (High.High * 0x9E37_79B9_7F4A_7C15) ^ hash, 0xE703_7ED1_A0B4_28DB);
        return Mix(_portsAndProtocol ^ hash, 0x8EBC_6AF0_9C88_C6E3);
    }

    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
