using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>The TCP options that accounting reads: MSS (2), window scale (3), timestamps (8).</summary>
internal static class TcpOptions
{
    private const uint AlignedTimestamps = 0x0101_080A;

    /// <param name="options">The options as far as captured; a wrong or zero length ends them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ReadOnlySpan<byte> options, ref FlowPacket packet)
    {
        // RFC 7323, appendix A: what nearly every segment carries.
        if (options.Length >= 12 && BinaryPrimitives.ReadUInt32BigEndian(options) == AlignedTimestamps)
            SetTimestamps(options[4..], ref packet);
        else if (!options.IsEmpty)
            ReadEach(options, ref packet);
    }

    private static void ReadEach(ReadOnlySpan<byte> options, ref FlowPacket packet)
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
                SetTimestamps(value, ref packet);
            options = options[options[1]..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetTimestamps(ReadOnlySpan<byte> value, ref FlowPacket packet)
    {
        packet.HasTimestamps = true;
        packet.TimestampValue = BinaryPrimitives.ReadUInt32BigEndian(value);
        packet.TimestampEcho = BinaryPrimitives.ReadUInt32BigEndian(value[4..]);
    }
}
