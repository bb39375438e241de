using System.Buffers;

namespace Wiretax.Analysis.Dissection.Application;

/// <summary>The first line of HTTP/1 (RFC 9112) and the connection preface of HTTP/2 (RFC 9113, 3.4).</summary>
internal static class HttpMessage
{
    /// <summary>Bytes; of those that IANA has registered it is 17 (UPDATEREDIRECTREF).</summary>
    private const int LongestMethod = 24;

    /// <summary>Capitals that a method begins with; of the registered ones ACL, GET, PRI and PUT have no more.</summary>
    private const int LeastCapitals = 3;

    /// <summary>Of "HTTP/1.1".</summary>
    private const int VersionLength = 8;

    private static readonly SearchValues<byte> MethodLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ-"u8);

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
        if (space < 0)
        {
            return false;
        }

        if (!IsCommonMethod(payload[..space]))
        {
            return LooksLikeMethod(payload[..space]) && NamesHttp1(payload[(space + 1)..]);
        }

        // SIP and RTSP share the methods: where the line's end is there to see, it must name HTTP.
        var line = payload[(space + 1)..];
        var end = line.IndexOf((byte)'\r');
        return end < 0
            ? line.Length > 0 && line[0] is (byte)'/' or (byte)'h' or (byte)'*'
            : line[..end].IndexOf(" HTTP/1."u8) > 0;
    }

    /// <summary>A method of WebDAV, UPnP or another extension (RFC 9110, 16.1): told only where the line is whole.</summary>
    private static bool LooksLikeMethod(ReadOnlySpan<byte> word) =>
        word.Length >= LeastCapitals && !word[..LeastCapitals].ContainsAnyExceptInRange((byte)'A', (byte)'Z')
        && !word[LeastCapitals..].ContainsAnyExcept(MethodLetters);

    /// <param name="line">Behind the method: target without spaces, version, and the line's end where it was captured.</param>
    private static bool NamesHttp1(ReadOnlySpan<byte> line)
    {
        var target = line.IndexOf((byte)' ');
        if (target <= 0 || line[..target].ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            return false;
        }

        var version = line[(target + 1)..];
        return version.StartsWith("HTTP/1."u8)
            && (version.Length == VersionLength || (version.Length > VersionLength && version[VersionLength] is (byte)'\r' or (byte)'\n'));
    }

    private static bool IsCommonMethod(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("GET"u8) || word.SequenceEqual("POST"u8) || word.SequenceEqual("HEAD"u8)
        || word.SequenceEqual("PUT"u8) || word.SequenceEqual("DELETE"u8) || word.SequenceEqual("OPTIONS"u8)
        || word.SequenceEqual("CONNECT"u8) || word.SequenceEqual("PATCH"u8) || word.SequenceEqual("TRACE"u8);
}
