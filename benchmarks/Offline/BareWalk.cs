using System.Buffers.Binary;
using System.Globalization;
using System.IO.MemoryMappedFiles;

namespace Wiretax.Offline;

/// <summary>
/// The least that any analysis must do: walk a little-endian pcap file in memory, and read of each record its header
/// and, where it is TCP over IPv4 over Ethernet, the length fields.
/// </summary>
internal static unsafe class BareWalk
{
    private const int FileHeaderLength = 24;
    private const int RecordHeaderLength = 16;
    private const int EthernetHeaderLength = 14;

    public static string Of(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        using var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return Walk(start, start + new FileInfo(path).Length);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static string Walk(byte* start, byte* end)
    {
        long frames = 0, linkBytes = 0, networkBytes = 0, payloadBytes = 0;
        var record = start + FileHeaderLength;
        while (end - record >= RecordHeaderLength)
        {
            var captured = *(uint*)(record + 8);
            frames++;
            linkBytes += *(uint*)(record + 12);
            var frame = record + RecordHeaderLength;
            if (captured >= EthernetHeaderLength + 20 && *(ushort*)(frame + 12) == 0x0008)
            {
                var ip = frame + EthernetHeaderLength;
                var length = BinaryPrimitives.ReverseEndianness(*(ushort*)(ip + 2));
                networkBytes += length;
                var headerLength = (*ip & 0x0f) * 4;
                const byte tcp = 6;
                if (ip[9] == tcp && captured >= EthernetHeaderLength + headerLength + 20)
                    payloadBytes += length - headerLength - (ip[headerLength + 12] >> 4) * 4;
            }
            record = frame + captured;
        }
        return string.Create(
            CultureInfo.InvariantCulture, $"{frames} frames, {linkBytes} link bytes, {networkBytes} IPv4 bytes, {payloadBytes} TCP payload bytes");
    }
}
