using System.Buffers.Binary;
using System.Net;
using CsCheck;
using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;
using Wiretax.Tests.Analysis.Dissection;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>Plain frames are accounted for on a short way; the long way, taken for the same frames, must tell the same.</summary>
public sealed class PlainFrameAccountTests
{
    private sealed record Packet(int From, int To, int Kind, int Ports, int Length, int Step, int Flags, int Pause);

    /// <summary>Hosts in one subnet, one limited to its link, and a group.</summary>
    private static readonly byte[][] Hosts = [[10, 0, 0, 1], [10, 0, 0, 2], [10, 0, 0, 3], [169, 254, 0, 1], [224, 0, 0, 251]];

    private static readonly Gen<Packet[]> Packets = Gen.Select(
        Gen.OneOf(Gen.Int[0, 2], Gen.Int[0, 4]), Gen.OneOf(Gen.Int[0, 2], Gen.Int[0, 4]), Gen.Int[0, 31], Gen.Int[0, 8], Gen.OneOf(Gen.Int[0, 20], Gen.Int[0, 3000]),
        Gen.Int[0, 9], Gen.OneOfConst(0x10, 0x10, 0x10, 0x18, 0x02, 0x12, 0x11, 0x04), Gen.Int[-5, 40],
        (from, to, kind, ports, length, step, flags, pause) => new Packet(from, to, kind, ports, length, step, flags, pause)).Array[0, 80];

    private static byte[] Frame(Packet packet)
    {
        var (isUdp, isIpv6, isTagged, hasTimestamps) = ((packet.Kind & 1) != 0 && packet.Kind > 16, packet.Kind % 5 == 0, packet.Kind % 7 == 0, packet.Kind % 3 == 0);
        var (source, destination) = ((ushort)(packet.Ports % 3 + 80), (ushort)(packet.Ports / 3 + 80));
        var content = isUdp
            ? Trace.UdpHeader(source, destination, packet.Length)
            : Trace.Tcp(source, destination, 1000 + packet.Step * 500L, 2000 + packet.Step * 700L, packet.Length, (byte)packet.Flags, packet.Step * 100,
                hasTimestamps ? Trace.Timestamps((uint)packet.Step, (uint)packet.Pause) : null);
        var protocol = (byte)(isUdp ? 17 : 6);
        var (from, to) = (Hosts[packet.From], Hosts[packet.To]);
        var datagram = isIpv6 ? Ipv6(protocol, from, to, content) : Trace.Ipv4(from, to, content, protocol);
        if (packet.Kind is 9 or 10)
            LeaveChecksumToInterface(datagram, isIpv6, isUdp);
        var type = isIpv6 ? 0x86dd : 0x0800;
        var frame = isTagged ? Trace.Link(packet.From & 1, FrameBytes.Vlan(type, datagram), 0x8100) : Trace.Link(packet.From & 1, datagram, type);
        return packet.Kind == 12 ? [.. frame, 0, 0, 0] : frame;
    }

    private static byte[] Ipv6(byte protocol, byte[] from, byte[] to, byte[] content)
    {
        var datagram = FrameBytes.Ipv6(protocol, content);
        from.CopyTo(datagram, 20);
        to.CopyTo(datagram, 36);
        return datagram;
    }

    /// <summary>The sum of the pseudo-header, word by word, carries folded as they come (RFC 1071).</summary>
    private static void LeaveChecksumToInterface(byte[] datagram, bool isIpv6, bool isUdp)
    {
        var (addresses, transport) = isIpv6 ? (8, 40) : (12, 20);
        var sum = (uint)(datagram.Length - transport + (isUdp ? 17 : 6));
        for (var at = addresses; at < transport; at += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(datagram.AsSpan(at));
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(transport + (isUdp ? 6 : 16)), (ushort)sum);
    }

    private static string Account(Packet[] packets, AnalysisOptions options, bool byLevel)
    {
        var ledger = new CaptureLedger(options);
        var layers = default(FrameLayers);
        var time = Trace.Epoch;
        foreach (var packet in packets)
        {
            time += packet.Pause * 1_000_000L;
            var bytes = Frame(packet);
            var captured = packet.Step == 7 ? bytes.AsSpan(0, Math.Min(bytes.Length, 80)) : bytes;
            var frame = new CapturedFrame(captured, (uint)bytes.Length, time, LinkType.Ethernet,
                packet.Step == 8 ? FrameInterface.OneOfSeveral(1) : default);
            if (byLevel)
            {
                FrameDissector.Dissect(frame, ref layers);
                ledger.Add(frame, layers);
            }
            else
            {
                ledger.Add(frame);
            }
        }
        return LayerTests.Comparable(ledger.ToSummary());
    }

    [Fact]
    public void The_short_way_accounts_for_what_the_long_way_does() => Gen.Select(Packets, Gen.Int[0, 3]).Sample(
        (packets, local) =>
        {
            var options = new AnalysisOptions
            {
                Local = local > 0 ? new IPAddress(Hosts[local - 1]) : null,
                AlsoLocal = local == 2 ? [new IPAddress(Hosts[2])] : [],
            };
            Assert.Equal(Account(packets, options, byLevel: true), Account(packets, options, byLevel: false));
        },
        iter: 3000);

    /// <summary>Found by <see cref="AccountFuzzTests"/>.</summary>
    [Fact]
    public void A_first_frame_of_no_addresses_and_no_ports_belongs_to_no_conversation_before_it()
    {
        var bytes = Trace.Link(0, Trace.Ipv4(new byte[4], new byte[4], Trace.Tcp(0, 0, 1000, 2000, 30, 0x10, 0, null)));
        var frame = new CapturedFrame(bytes, (uint)bytes.Length, Trace.Epoch, LinkType.Ethernet);
        var options = new AnalysisOptions { Local = new IPAddress(Hosts[0]) };
        var (quick, careful) = (new CaptureLedger(options), new CaptureLedger(options));
        var layers = default(FrameLayers);

        quick.Add(frame);
        FrameDissector.Dissect(frame, ref layers);
        careful.Add(frame, layers);

        Assert.Equal(LayerTests.Comparable(careful.ToSummary()), LayerTests.Comparable(quick.ToSummary()));
    }

    [Fact]
    public void A_checksum_left_to_the_interface_is_seen_whatever_the_stack()
    {
        foreach (var kind in (int[])[9, 10])
        {
            foreach (var address in Enumerable.Range(0, 9))
            {
                var packet = new Packet(address % 3, (address + 1) % 3, kind, address, 60 + address, 1, 0x10, 1);
                Assert.Contains("checksum-offload", Account([packet], new AnalysisOptions(), byLevel: false), StringComparison.Ordinal);
            }
        }
    }
}
