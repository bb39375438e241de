namespace Wiretax.Analysis.Dissection.Application;

/// <summary>The first line of HTTP/1 (RFC 9112) and the connection preface of HTTP/2 (RFC 9113, 3.4).</summary>
internal static class HttpMessage
{
    private const int LongestMethod = 7;

    public static bool MatchesHttp2(ReadOnlySpan<byte> payload)
    {
        var preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;
        var shown = Math.Min(payload.Length, preface.Length);
        return shown >= "PRI * HTTP/2.0"u8.Length && payload[..shown].SequenceEqual(preface[..shown]);
    }

    public static bool MatchesHttp1(ReadOnlySpan<byte> payload)
    {
        if (payload.StartsWith("HTTP/1."u8))
        {
            return true;
        }

        var space = payload[..Math.Min(payload.Length, LongestMethod + 1)].IndexOf((byte)' ');
        if (space < 0 || !IsMethod(payload[..space]))
        {
            return false;
        }

        // SIP and RTSP share the methods: where the line's end is there to see, it must name HTTP.
        var line = payload[(space + 1)..];
        var end = line.IndexOf((byte)'\r');
        return end < 0
            ? line.Length > 0 && line[0] is (byte)'/' or (byte)'h' or (byte)'*'
            : line[..end].IndexOf(" HTTP/1."u8) > 0;
    }

    private static bool IsMethod(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("GET"u8) || word.SequenceEqual("POST"u8) || word.SequenceEqual("HEAD"u8)
        || word.SequenceEqual("PUT"u8) || word.SequenceEqual("DELETE"u8) || word.SequenceEqual("OPTIONS"u8)
        || word.SequenceEqual("CONNECT"u8) || word.SequenceEqual("PATCH"u8) || word.SequenceEqual("TRACE"u8);
}
