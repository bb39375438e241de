using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Dissection;

/// <summary>
/// Numbers in network byte order. Nothing asks for bounds here: the caller has made sure that the bytes were captured.
/// </summary>
internal static unsafe class NetworkOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort UInt16(byte* at)
    {
        var value = Unsafe.ReadUnaligned<ushort>(at);
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint UInt32(byte* at)
    {
        var value = Unsafe.ReadUnaligned<uint>(at);
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
    }
}
