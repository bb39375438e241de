using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;
using Wiretax.Analysis.Dissection.Application;

namespace Wiretax.Analysis.Accounting;

/// <summary>Asks the recogniser only about payload whose first byte could begin something that it knows.</summary>
internal static class FirstPayload
{
    /// <summary>Payload frames of a half that may tell the application.</summary>
    public const int FramesLookedAt = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Recognize(ReadOnlySpan<byte> captured, in FlowPacket packet, ReadOnlySpan<byte> header)
    {
        var isTcp = packet.Key.Protocol == Protocol.Tcp;
        var first = captured[0];
        // TLS begins with a content type (20-24), HTTP with a capital letter, DNS over TCP with a length.
        if (isTcp && first > 24 && (uint)(first - 'A') > 'Z' - 'A' && packet.Key.LowPort != 53 && packet.Key.HighPort != 53)
            return 0;
        return Ask(captured, packet, header);
    }

    private static byte Ask(ReadOnlySpan<byte> captured, in FlowPacket packet, ReadOnlySpan<byte> header) =>
        (byte)ApplicationRecognizer.Recognize(
            captured[..Math.Min(captured.Length, packet.PayloadLength)], packet.Key.Protocol,
            BinaryPrimitives.ReadUInt16BigEndian(header), BinaryPrimitives.ReadUInt16BigEndian(header[2..]));
}
