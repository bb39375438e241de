using System.Text;
using CsCheck;
using Wiretax.Analysis.Dissection;
using Wiretax.Analysis.Dissection.Application;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

public sealed class ApplicationRecognizerTests
{
    private const string Query = "1234 0100 0001 0000 0000 0000 03777777 076578616d706c65 03636f6d 00 0001 0001";
    private const string MulticastAnswer =
        "0000 8400 0000 0001 0000 0000 05 6c6f63616c 00 0001 0001 00000078 0004 0a000001";

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", ApplicationProtocol.Http1)]
    [InlineData("HTTP/1.0 200 OK\r\n", ApplicationProtocol.Http1)]
    [InlineData("POST /upload", ApplicationProtocol.Http1)]
    [InlineData("CONNECT example.com:443 HTTP/1.1\r\n", ApplicationProtocol.Http1)]
    [InlineData("OPTIONS sip:a@b SIP/2.0\r\n", ApplicationProtocol.Unknown)]
    [InlineData("OPTIONS rtsp://a/b RTSP/1.0\r\n", ApplicationProtocol.Unknown)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ApplicationProtocol.Http2)]
    [InlineData("PRI * HTTP/2.0", ApplicationProtocol.Http2)]
    [InlineData("GETTY images", ApplicationProtocol.Unknown)]
    [InlineData("SSH-2.0-OpenSSH\r\n", ApplicationProtocol.Unknown)]
    [InlineData("PROPFIND /calendar HTTP/1.1\r\nDepth: 1\r\n", ApplicationProtocol.Http1)]
    [InlineData("UPDATEREDIRECTREF /a HTTP/1.1", ApplicationProtocol.Http1)]
    [InlineData("VERSION-CONTROL /a HTTP/1.1\r\n", ApplicationProtocol.Http1)]
    [InlineData("PROPFIND /calendar", ApplicationProtocol.Unknown)]
    [InlineData("REGISTER sip:a SIP/2.0\r\n", ApplicationProtocol.Unknown)]
    [InlineData("NOTICE the words HTTP/1.1\r\n", ApplicationProtocol.Unknown)]
    [InlineData("PROPFIND /a HTTP/1.1x", ApplicationProtocol.Unknown)]
    [InlineData("DO /a HTTP/1.1\r\n", ApplicationProtocol.Unknown)]
    [InlineData("PROp /a HTTP/1.1\r\n", ApplicationProtocol.Unknown)]
    [InlineData("", ApplicationProtocol.Unknown)]
    public void The_first_line_tells_http(string text, ApplicationProtocol expected) =>
        Assert.Equal(expected, OverTcp(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("16 0301 0200 01 0001fc 0303", ApplicationProtocol.Tls)]
    [InlineData("16 0303 004a 02", ApplicationProtocol.Tls)]
    [InlineData("17 0303 0100 aabbcc", ApplicationProtocol.Tls)]
    [InlineData("14 0303 0001 01", ApplicationProtocol.Tls)]
    [InlineData("15 0303 0002 01 00", ApplicationProtocol.Tls)]
    [InlineData("17 0303 0000", ApplicationProtocol.Unknown)]
    [InlineData("17 0403 0010 aabb", ApplicationProtocol.Unknown)]
    [InlineData("17 0303 ffff aabb", ApplicationProtocol.Unknown)]
    [InlineData("16 03", ApplicationProtocol.Unknown)]
    public void A_record_header_tells_tls(string hex, ApplicationProtocol expected) =>
        Assert.Equal(expected, OverTcp(Hex(hex)));

    [Fact]
    public void A_question_tells_dns_on_any_port()
    {
        Assert.Equal(ApplicationProtocol.Dns, OverUdp(Hex(Query), port: 53));
        Assert.Equal(ApplicationProtocol.Dns, OverUdp(Hex(Query), port: 10053));
        Assert.Equal(ApplicationProtocol.Dns, OverTcp(Join(U16(33), Hex(Query))));
    }

    [Fact]
    public void An_answer_without_a_question_needs_the_port_too()
    {
        Assert.Equal(ApplicationProtocol.Dns, OverUdp(Hex(MulticastAnswer), port: 5353));
        Assert.Equal(ApplicationProtocol.Unknown, OverUdp(Hex(MulticastAnswer), port: 9999));
    }

    [Theory]
    [InlineData("1234 0100 0001 0000 0000 0001 03777777 0765")] // cut in the question
    [InlineData("1234 0100 0001 0000 0000 0000")] // cut before it
    [InlineData("1234 8001 0000 0000 0000 0000")] // a reply that could not read the query
    [InlineData("1234 0100 0000 0000 0000 0001 00 0029 1000 0000 0000 0000")] // RFC 7873, 5.4: EDNS only
    public void On_its_port_the_header_tells_dns(string hex)
    {
        Assert.Equal(ApplicationProtocol.Dns, OverUdp(Hex(hex), port: 53));
        Assert.Equal(ApplicationProtocol.Unknown, OverUdp(Hex(hex), port: 9999));
    }

    [Theory]
    [InlineData("0000 0000 0000 0000 0000 0000")] // asks nothing
    [InlineData("1234 0100 0001 0000 0000 0000 03777777 ff65")] // no label is as long
    [InlineData("1234 0100 0001 0000 0000 0000 00 0001 0007")] // no such class
    [InlineData("1234 0100 0001 0000 ffff 0000 03777777 00 0001 0001")] // more records than a datagram holds
    public void On_its_port_a_header_that_contradicts_itself_is_no_dns(string hex) =>
        Assert.Equal(ApplicationProtocol.Unknown, OverUdp(Hex(hex), port: 53));

    [Fact]
    public void A_question_of_netbios_is_no_dns() => Assert.Equal(
        ApplicationProtocol.Unknown,
        OverUdp(
            Join(Hex("1234 0110 0001 0000 0000 0000 20"), Encoding.ASCII.GetBytes("FHEPFCELEHFCEPFFFACACACACACACABN"),
                Hex("00 0020 0001")),
            port: 137));

    [Fact]
    public void The_port_alone_tells_nothing()
    {
        Assert.Equal(ApplicationProtocol.Unknown, OverUdp(Bytes(100), port: 53));
        Assert.Equal(ApplicationProtocol.Unknown, ApplicationRecognizer.Recognize(Bytes(100), Protocol.Tcp, 443, 443));
    }

    [Fact]
    public void Any_bytes_have_an_answer() => Gen.Select(Gen.Byte.Array[0, 60], Gen.UShort).Sample((bytes, port) =>
    {
        OverTcp(bytes);
        OverUdp(bytes, port);
        OverUdp(bytes, 53);
    });

    private static ApplicationProtocol OverTcp(byte[] payload) =>
        ApplicationRecognizer.Recognize(payload, Protocol.Tcp, 40000, 8000);

    private static ApplicationProtocol OverUdp(byte[] payload, ushort port) =>
        ApplicationRecognizer.Recognize(payload, Protocol.Udp, 40000, port);
}
