using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    private RecentFlow _recent;

    /// <returns>False, and nothing counted, for a frame whose direction its addresses alone do not tell.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAddPlain(in CapturedFrame frame, in FrameLayers layers)
    {
        // Slices of constant length: what is read from them asks for no bounds.
        var transport = frame.Data.Slice(layers.TransportOffset, TcpLength);
        int side;
        Direction direction;
        ulong sum;
        if (layers.IpVersion == 4)
        {
            var network = frame.Data.Slice(layers.NetworkOffset, 20);
            var addresses = MemoryMarshal.Read<ulong>(network[12..]);
            var ports = MemoryMarshal.Read<uint>(transport);
            if (!_recent.Recognizes(addresses, ports, layers.Transport, out side, out direction))
            {
                var (source, destination) = (HostAddress.FromIpv4(network[12..]), HostAddress.FromIpv4(network[16..]));
                if (!TryBegin(source, destination, transport, layers.Transport, out side, out direction))
                    return false;
                _recent.Remember(addresses, ports, layers.Transport, side, direction);
            }
            sum = (addresses & uint.MaxValue) + (addresses >> 32);
        }
        else
        {
            var network = frame.Data.Slice(layers.NetworkOffset, 40);
            var (source, destination) = (HostAddress.FromIpv6(network[8..]), HostAddress.FromIpv6(network[24..]));
            if (!TryBegin(source, destination, transport, layers.Transport, out side, out direction))
                return false;
            sum = OffloadedChecksum.Sum(network[8..]);
        }

        ref var packet = ref _sink.Next(_recent.Hash);
        packet.Key = _recent.Key;
        packet.Hash = _recent.Hash;
        packet.Side = (byte)side;
        FlowPacketReader.ReadPlain(frame, layers, transport, ref packet);
        packet.WireBytes = _totals.AddPlain(frame, layers, direction, OffloadedChecksum.IsUnfinished(transport, layers, sum));
        packet.Order = Position;
        return true;
    }

    private bool TryBegin(
        HostAddress source, HostAddress destination, ReadOnlySpan<byte> transport, Protocol protocol,
        out int side, out Direction direction) =>
        _recent.TryBecome(
            source, destination, BinaryPrimitives.ReadUInt32BigEndian(transport), protocol, _totals, out side, out direction);
}
