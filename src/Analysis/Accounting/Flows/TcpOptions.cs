using System.Buffers.Binary;

namespace Wiretax.Analysis.Accounting;

/// <summary>The TCP options that accounting reads: MSS (2), window scale (3), timestamps (8).</summary>
internal static class TcpOptions
{
    /// <summary>
    /// How nearly every segment carries its timestamps, and nothing else: two no-operations, kind and length (RFC 7323,
    /// appendix A), then the value and the echo.
    /// </summary>
    public const uint AlignedTimestamps = 0x0101_080A;
    public const int AlignedTimestampsLength = 12;

    /// <param name="options">The options as far as captured; a wrong or zero length ends them.</param>
    public static void Read(ReadOnlySpan<byte> options, ref FlowPacket packet)
    {
        while (!options.IsEmpty)
        {
            var kind = options[0];
            if (kind == 0)
                return;
            if (kind == 1)
            {
                options = options[1..];
                continue;
            }
            if (options.Length < 2 || options[1] < 2 || options[1] > options.Length)
                return;
            var value = options[2..options[1]];
            if (kind == 2 && value.Length == 2)
                packet.Mss = BinaryPrimitives.ReadUInt16BigEndian(value);
            else if (kind == 3 && value.Length == 1)
                packet.WindowScale = Math.Min(value[0], (byte)14);
            else if (kind == 8 && value.Length == 8)
            {
                packet.HasTimestamps = true;
                packet.TimestampValue = BinaryPrimitives.ReadUInt32BigEndian(value);
                packet.TimestampEcho = BinaryPrimitives.ReadUInt32BigEndian(value[4..]);
            }
            options = options[options[1]..];
        }
    }
}
