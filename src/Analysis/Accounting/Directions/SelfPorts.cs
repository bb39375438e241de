using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// What tells the two ends apart where a host talks to itself (loopback): the addresses do not, so the opener of each
/// flow is its local end, as is the sender of an echo request.
/// </summary>
internal static class SelfPorts
{
    /// <summary>Port 0 sends no flow, so these stand apart from all ports.</summary>
    public const uint EchoRequest = 1;
    private const uint EchoReply = 2;

    public static uint Of(in FlowKey key, int side) => side == 0
        ? Pack(key.LowPort, key.HighPort)
        : Pack(key.HighPort, key.LowPort);

    public static uint OfEcho(Protocol protocol, byte type) => (protocol, type) switch
    {
        (Protocol.Icmp, 8) or (Protocol.Icmpv6, 128) => EchoRequest,
        _ => EchoReply,
    };

    public static uint OfOpener(in FlowRecord flow) => flow.Opener == 0
        ? Pack(flow.Key.LowPort, flow.Key.HighPort)
        : Pack(flow.Key.HighPort, flow.Key.LowPort);

    private static uint Pack(ushort source, ushort destination) => (uint)source << 16 | destination;
}
