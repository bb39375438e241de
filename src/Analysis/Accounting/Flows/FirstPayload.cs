using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;
using Wiretax.Analysis.Dissection.Application;

namespace Wiretax.Analysis.Accounting;

/// <summary>Asks the recogniser only about payload whose first bytes could begin something that it knows.</summary>
internal static class FirstPayload
{
    /// <summary>Payload frames of a half that may tell the application.</summary>
    public const int FramesLookedAt = 4;

    private const byte LastTlsContentType = 24;
    private const ushort DnsPort = 53;

    /// <summary>TCP, and not on the port of DNS.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsStreamOfOther(in FlowKey key) =>
        key.Protocol == Protocol.Tcp && key.LowPort != DnsPort && key.HighPort != DnsPort;

    /// <summary>
    /// Tells by its first bytes that a stream off the port of DNS holds nothing known: TLS begins with a content type, HTTP
    /// with capital letters.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOther(byte first, byte second) => first > LastTlsContentType && !(IsCapital(first) & IsCapital(second));

    /// <param name="captured">Not empty.</param>
    /// <param name="length">Of the payload, by what the headers state.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static byte Recognize(ReadOnlySpan<byte> captured, in FlowKey key, int length)
    {
        // A stream of HTTP begins with three capital letters or more, one of DNS with a length.
        if (captured[0] > LastTlsContentType && !BeginsWithCapitals(captured) && IsStreamOfOther(key))
            return 0;
        return (byte)ApplicationRecognizer.Recognize(
            captured[..Math.Min(captured.Length, length)], key.Protocol, key.LowPort, key.HighPort);
    }

    private static bool BeginsWithCapitals(ReadOnlySpan<byte> captured) =>
        captured.Length < 3 ? IsCapital(captured[0]) : IsCapital(captured[0]) && IsCapital(captured[1]) && IsCapital(captured[2]);

    private static bool IsCapital(byte letter) => (uint)(letter - 'A') <= 'Z' - 'A';
}
