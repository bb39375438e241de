using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <content>
/// The short way of plain frames, which nearly all are: the same as the long way, less all that is out of the question:
/// with the counting by shape, a fifth off an analysis. A test holds that they agree.
/// </content>
public sealed partial class CaptureLedger
{
    private const int TcpLength = 20;

    /// <returns>False, and nothing counted, for a frame whose direction its addresses alone do not tell.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAddPlain(in CapturedFrame frame, in FrameLayers layers)
    {
        // Slices of constant length: what is read from them asks for no bounds.
        var transport = frame.Data.Slice(layers.TransportOffset, TcpLength);
        HostAddress source, destination;
        ulong sum;
        if (layers.IpVersion == 4)
        {
            var addresses = frame.Data.Slice(layers.NetworkOffset + 12, 8);
            (source, destination) = (HostAddress.FromIpv4(addresses), HostAddress.FromIpv4(addresses[4..]));
            sum = OffloadedChecksum.Sum(addresses);
        }
        else
        {
            var addresses = frame.Data.Slice(layers.NetworkOffset + 8, 32);
            (source, destination) = (HostAddress.FromIpv6(addresses), HostAddress.FromIpv6(addresses[16..]));
            sum = OffloadedChecksum.Sum(addresses);
        }
        var direction = source == destination ? Direction.Unknown : _totals.DirectionOf(source, destination);
        if (direction == Direction.Unknown)
            return false;

        var key = FlowKey.Create(source, destination, BinaryPrimitives.ReadUInt32BigEndian(transport), layers.Transport, out var side);
        var hash = key.Hash();
        ref var packet = ref _sink.Next(hash);
        (packet.Key, packet.Hash, packet.Side) = (key, hash, (byte)side);
        FlowPacketReader.ReadPlain(frame, layers, transport, ref packet);
        packet.WireBytes = _totals.AddPlain(frame, layers, direction, OffloadedChecksum.IsUnfinished(transport, layers, sum));
        packet.Order = Position;
        return true;
    }
}
