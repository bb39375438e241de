using System.Globalization;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>Well-formed frames with any order of tunnels, up to four deep, and the spans that they must have.</summary>
internal sealed class RandomStack(int seed)
{
    private const int MostTunnels = 4;

    private readonly Random _random = new(seed);

    private readonly record struct Piece(byte[] Bytes, string Spans, int IpVersion = 0)
    {
        public static Piece operator +(string outer, Piece inner) =>
            inner with { Spans = inner.Spans.Length == 0 ? outer : $"{outer} | {inner.Spans}" };
    }

    public Stack Next(string name)
    {
        Stack stack;
        do
        {
            stack = Any(name);
        }
        while (stack.Spans.Count(each => each == '|') >= FrameLayers.MaxSpans - 4);

        return stack;
    }

    private Stack Any(string name)
    {
        var datagram = Datagram(_random.Next(MostTunnels + 1));
        var (linkType, frame) = _random.Next(6) switch
        {
            0 => (LinkType.Raw, datagram),
            1 => (LinkType.LinuxSll,
                "linux-sll 16" + Wrap(datagram, FrameBytes.LinuxSll(EtherType(datagram), datagram.Bytes))),
            2 => (LinkType.LinuxSll2,
                "linux-sll2 20" + Wrap(datagram, FrameBytes.LinuxSll2(EtherType(datagram), datagram.Bytes))),
            3 => (LinkType.Ppp,
                "ppp 4" + Wrap(datagram, FrameBytes.Ppp(PppProtocol(datagram), datagram.Bytes, address: true))),
            _ => (LinkType.Ethernet, Ethernet(datagram)),
        };
        return new Stack(name, linkType, frame.Bytes, frame.Spans);
    }

    private Piece Datagram(int tunnels)
    {
        var (protocol, inner) = tunnels == 0 ? Transport() : Tunnel(Datagram(tunnels - 1), tunnels);
        if (_random.Next(2) == 0)
        {
            var options = _random.Next(4) == 0 ? new byte[4 * _random.Next(1, 5)] : [];
            var header = options.Length == 0 ? "ipv4 20" : $"ipv4 20 | ipv4-options {options.Length}";
            Array.Fill(options, (byte)1);
            return header + Wrap(inner, FrameBytes.Ipv4(protocol, inner.Bytes, options)) with { IpVersion = 4 };
        }

        if (_random.Next(4) == 0)
        {
            var extra = _random.Next(3);
            var extended = FrameBytes.Extension(protocol, inner.Bytes, extra);
            return $"ipv6 40 | ipv6-extensions {8 + (8 * extra)}"
                + Wrap(inner, FrameBytes.Ipv6(60, extended)) with { IpVersion = 6 };
        }

        return "ipv6 40" + Wrap(inner, FrameBytes.Ipv6(protocol, inner.Bytes)) with { IpVersion = 6 };
    }

    private (int Protocol, Piece Piece) Transport()
    {
        var payload = FrameBytes.Bytes(_random.Next(0, 60));
        var rest = payload.Length == 0 ? "" : $"payload {payload.Length}";
        switch (_random.Next(4))
        {
            case 0:
                return (6, "tcp 20" + new Piece(FrameBytes.Tcp(payload), rest));
            case 1:
                var options = new byte[4 * _random.Next(1, 11)];
                Array.Fill(options, (byte)1);
                return (6, $"tcp 20 | tcp-options {options.Length}"
                    + new Piece(FrameBytes.Tcp(payload, options), rest));
            case 2:
                return (132, "sctp 12" + new Piece(FrameBytes.Sctp(payload), $"payload {payload.Length + 16}"));
            default:
                return (17, "udp 8" + new Piece(FrameBytes.Udp(payload), rest));
        }
    }

    private (int Protocol, Piece Piece) Tunnel(Piece inner, int depth) => _random.Next(11) switch
    {
        0 => (inner.IpVersion == 4 ? 4 : 41, inner),
        1 => (47, Gre(EtherType(inner), inner)),
        2 => (47, Gre(0x6558, Ethernet(inner))),
        3 => (137, Mpls(inner)),
        4 => (17, Udp(4789, "vxlan 8", FrameBytes.Vxlan, Ethernet(inner))),
        5 => (17, Udp(6081, $"geneve {8 + (4 * depth)}",
            bytes => FrameBytes.Geneve(0x6558, bytes, optionWords: depth), Ethernet(inner))),
        6 => (17, Udp(6081, "geneve 8", bytes => FrameBytes.Geneve(EtherType(inner), bytes), inner)),
        7 => (17, Udp(2152, "gtp-u 16", bytes => FrameBytes.GtpU(bytes, extensions: 1), inner)),
        8 => (17, Udp(2152, "gtp-u 8", bytes => FrameBytes.GtpU(bytes), inner)),
        9 => (17, Udp(1701, "l2tp 8 | ppp 4",
            bytes => FrameBytes.L2tp2(FrameBytes.Ppp(PppProtocol(inner), bytes, address: true)), inner)),
        _ => (51, "ah 24" + Wrap(inner, FrameBytes.Ah(inner.IpVersion == 4 ? 4 : 41, inner.Bytes))),
    };

    private Piece Gre(int type, Piece inner)
    {
        var (checksum, key) = (_random.Next(2) == 0, _random.Next(2) == 0);
        return $"gre {4 + (checksum ? 4 : 0) + (key ? 4 : 0)}"
            + Wrap(inner, FrameBytes.Gre(type, inner.Bytes, checksum, key ? 7 : null));
    }

    private Piece Mpls(Piece inner)
    {
        var labels = _random.Next(1, 5);
        return $"mpls {4 * labels}" + Wrap(inner, FrameBytes.Mpls(inner.Bytes, labels));
    }

    private static Piece Udp(int port, string header, Func<byte[], byte[]> tunnel, Piece inner) =>
        "udp 8 | " + header + Wrap(inner, FrameBytes.Udp(tunnel(inner.Bytes), destination: port));

    private Piece Ethernet(Piece datagram)
    {
        var (etherType, inner) = _random.Next(5) switch
        {
            0 => (0x8847, Mpls(datagram)),
            1 => (0x8864, "pppoe 6 | ppp 2"
                + Wrap(datagram, FrameBytes.Pppoe(FrameBytes.Ppp(PppProtocol(datagram), datagram.Bytes)))),
            _ => (EtherType(datagram), datagram),
        };
        for (var tags = _random.Next(3); tags > 0; tags--)
        {
            inner = "vlan 4" + Wrap(inner, FrameBytes.Vlan(etherType, inner.Bytes));
            etherType = 0x8100;
        }

        var frame = "ethernet 14" + Wrap(inner, FrameBytes.Ethernet(etherType, inner.Bytes));
        if (_random.Next(3) != 0)
        {
            return frame;
        }

        var padding = _random.Next(1, 20);
        var (before, there) = PaddingAtEnd(frame.Spans);
        return new Piece(FrameBytes.Join(frame.Bytes, new byte[padding]), $"{before} | padding {there + padding}");
    }

    // Trailers of one kind that touch are one span.
    private static (string Before, int Padding) PaddingAtEnd(string spans)
    {
        const string Padding = " | padding ";
        var start = spans.LastIndexOf(Padding, StringComparison.Ordinal);
        return start >= 0 && spans.IndexOf('|', start + Padding.Length) < 0
            ? (spans[..start], int.Parse(spans.AsSpan(start + Padding.Length), CultureInfo.InvariantCulture))
            : (spans, 0);
    }

    private static Piece Wrap(Piece inner, byte[] bytes) => inner with { Bytes = bytes };

    private static int EtherType(Piece datagram) => datagram.IpVersion == 4 ? 0x0800 : 0x86dd;

    private static int PppProtocol(Piece datagram) => datagram.IpVersion == 4 ? 0x21 : 0x57;
}
