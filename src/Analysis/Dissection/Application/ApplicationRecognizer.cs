namespace Wiretax.Analysis.Dissection.Application;

/// <summary>
/// Tells an application by the first payload of a flow. Too slow for every frame: ask until the answer is known, or a
/// few frames with payload have passed.
/// </summary>
public static class ApplicationRecognizer
{
    /// <param name="payload">Captured bytes of the transport's payload; a cut is no error, only less to go by.</param>
    /// <param name="transport">
    /// <see cref="Protocol.Tcp"/> or <see cref="Protocol.Udp"/>; others carry nothing known.
    /// </param>
    /// <param name="sourcePort">A port only lowers what DNS must show; no application is told by a port alone.</param>
    /// <param name="destinationPort">Like <paramref name="sourcePort"/>.</param>
    public static ApplicationProtocol Recognize(
        ReadOnlySpan<byte> payload, Protocol transport, ushort sourcePort, ushort destinationPort) => transport switch
        {
            Protocol.Tcp => RecognizeStream(payload),
            Protocol.Udp => RecognizeDatagram(
                payload, DnsMessage.IsPort(sourcePort) || DnsMessage.IsPort(destinationPort)),
            _ => ApplicationProtocol.Unknown,
        };

    private static ApplicationProtocol RecognizeDatagram(ReadOnlySpan<byte> payload, bool isOnDnsPort) =>
        DnsMessage.Matches(payload, isOnDnsPort) ? ApplicationProtocol.Dns : ApplicationProtocol.Unknown;

    private static ApplicationProtocol RecognizeStream(ReadOnlySpan<byte> payload)
    {
        if (TlsRecord.Matches(payload))
        {
            return ApplicationProtocol.Tls;
        }

        // HTTP/2's preface is made to look like a request of HTTP/1, so it comes first.
        if (HttpMessage.MatchesHttp2(payload))
        {
            return ApplicationProtocol.Http2;
        }

        if (HttpMessage.MatchesHttp1(payload))
        {
            return ApplicationProtocol.Http1;
        }

        return DnsMessage.MatchesStream(payload) ? ApplicationProtocol.Dns : ApplicationProtocol.Unknown;
    }
}
