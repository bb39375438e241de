using System.Net;
using System.Net.NetworkInformation;
using PacketDotNet;
using Wiretax.Tests.Capture.Files;

namespace Wiretax.Tests.Reporting.Summaries;

/// <summary>
/// Captures with the printed counts of the Workstation study (Ferrer), Tables I to VI. Printed are frames, kilobytes
/// (K = 1000, rounded) and durations; the builder meets each to its last digit. What the tables leave open, and was
/// chosen here:
/// the exact bytes within each rounding (the intersection of the four levels is 20 to 900 bytes wide), the size of each
/// segment (all as equal as whole bytes allow), the request (100 bytes), how many of the frames that carry no payload
/// are handshake and how many acknowledgments, the times between first and last frame, and who closes. VMWin has as
/// many received frames as payload frames, so no SYN-ACK stands in its capture: it begins with the request.
/// </summary>
internal static class StudyCaptures
{
    public static readonly IPAddress CaptureNode = IPAddress.Parse("192.168.1.2");
    private static readonly IPAddress SystemUnderTest = IPAddress.Parse("192.168.1.1");
    private static readonly PhysicalAddress NodeLink = PhysicalAddress.Parse("02-00-00-00-00-02");
    private static readonly PhysicalAddress SystemLink = PhysicalAddress.Parse("02-00-00-00-00-01");

    private const int RequestBytes = 100;
    private const int Padded = 60;

    /// <summary>A row of Tables III to VI: frames as printed, payload bytes as chosen, seconds as printed.</summary>
    public sealed record Transfer(
        string Source, int TxFrames, int RxFrames, int PayloadFrames, long PayloadBytes, double Connection, double Application)
    {
        public bool HasHandshake => RxFrames > PayloadFrames;
    }

    public static readonly Transfer Lin = new("Lin", 15966, 27905, 27903, 40_738_150, 42.933, 40.469);
    public static readonly Transfer VmWin = new("VMWin", 19898, 29849, 29849, 40_753_040, 39.926, 39.924);
    public static readonly Transfer VmLin = new("VMLin", 16718, 27927, 27926, 40_745_470, 41.563, 41.559);

    /// <param name="byNode">Table II: the capture node asks.</param>
    public static byte[] Ping(double seconds, bool byNode)
    {
        var file = new FileBuilder().Pcap();
        for (ushort at = 0; at < 4; at++)
        {
            var asked = seconds * at / 3;
            Record(file, asked, Echo(byNode, IcmpV4TypeCode.EchoRequest, at));
            Record(file, asked + 0.0005, Echo(!byNode, IcmpV4TypeCode.EchoReply, at));
        }
        return file.ToArray();
    }

    public static byte[] Http(Transfer row)
    {
        var file = new FileBuilder().Pcap();
        var first = row.HasHandshake ? 0.0015 : 0.0005;
        uint node = 1000, system = 5000;
        if (row.HasHandshake)
        {
            Record(file, 0, Segment(true, node++, 0, 0, syn: true));
            Record(file, 0.0005, Segment(false, system++, node, 0, syn: true));
            Record(file, 0.001, Segment(true, node, system, 0));
        }
        Record(file, row.HasHandshake ? 0.0012 : 0, Segment(true, node, system, RequestBytes, text: "GET /file HTTP/1.1\r\n"));
        node += RequestBytes;

        var closing = row.RxFrames - row.PayloadFrames - (row.HasHandshake ? 1 : 0);
        var acknowledgments = row.TxFrames - (row.HasHandshake ? 3 : 1);
        var sent = 0;
        for (var at = 0; at < row.PayloadFrames; at++)
        {
            var size = (int)(row.PayloadBytes * (at + 1) / row.PayloadFrames - row.PayloadBytes * at / row.PayloadFrames);
            var time = first + row.Application * at / (row.PayloadFrames - 1);
            Record(file, time, Segment(false, system, node, size, text: at == 0 ? "HTTP/1.1 200 OK\r\n" : ""));
            system += (uint)size;
            // The last acknowledgment is kept for the end of the connection.
            for (; sent < (acknowledgments - 1) * (at + 1L) / row.PayloadFrames; sent++)
                Record(file, time + 0.0001, Segment(true, node, system, 0));
        }
        if (closing > 0)
            Record(file, row.Connection - 0.0005, Segment(false, system++, node, 0, fin: true));
        Record(file, row.Connection, Segment(true, node, system, 0));
        return file.ToArray();
    }

    private static byte[] Echo(bool fromNode, IcmpV4TypeCode type, ushort sequence)
    {
        var icmp = new IcmpV4Packet(new PacketDotNet.Utils.ByteArraySegment(new byte[8 + 56]))
        {
            TypeCode = type,
            Id = 7,
            Sequence = sequence,
        };
        return Frame(fromNode, icmp);
    }

    private static byte[] Segment(
        bool fromNode, uint sequence, uint acknowledgment, int payload, bool syn = false, bool fin = false, string text = "")
    {
        var data = new byte[payload];
        System.Text.Encoding.ASCII.GetBytes(text).AsSpan().CopyTo(data);
        var tcp = new TcpPacket(fromNode ? (ushort)1055 : (ushort)80, fromNode ? (ushort)80 : (ushort)1055)
        {
            SequenceNumber = sequence,
            AcknowledgmentNumber = acknowledgment,
            Synchronize = syn,
            Finished = fin,
            Acknowledgment = acknowledgment != 0,
            WindowSize = 64_240,
            PayloadData = data,
        };
        return Frame(fromNode, tcp);
    }

    private static byte[] Frame(bool fromNode, Packet transport)
    {
        var ip = fromNode ? new IPv4Packet(CaptureNode, SystemUnderTest) : new IPv4Packet(SystemUnderTest, CaptureNode);
        ip.PayloadPacket = transport;
        ip.TimeToLive = 64;
        ip.UpdateIPChecksum();
        var ethernet = fromNode
            ? new EthernetPacket(NodeLink, SystemLink, EthernetType.IPv4)
            : new EthernetPacket(SystemLink, NodeLink, EthernetType.IPv4);
        ethernet.PayloadPacket = ip;
        var bytes = ethernet.Bytes;
        return bytes.Length >= Padded ? bytes : [.. bytes, .. new byte[Padded - bytes.Length]];
    }

    private static void Record(FileBuilder file, double seconds, byte[] frame)
    {
        var microseconds = (long)Math.Round(seconds * 1e6);
        file.Record(frame, 1_100_000_000 + microseconds / 1_000_000, microseconds % 1_000_000);
    }
}
