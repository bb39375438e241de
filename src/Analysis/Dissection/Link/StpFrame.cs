using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>
/// A bridge protocol data unit of spanning tree (IEEE 802.1D, 9.3), to its end. GARP shares the LLC address, and has another
/// protocol identifier.
/// </summary>
internal static class StpFrame
{
    private const int Identifier = 0; // ..2
    private const int IdentifierLength = 2;

    public static HeaderKind Dissect(ref FrameCursor cursor) =>
        cursor.TryHeader(Protocol.Stp, IdentifierLength, out var header)
        && BinaryPrimitives.ReadUInt16BigEndian(header[Identifier..]) == 0
            ? cursor.TakeRest(Protocol.Stp)
            : HeaderKind.Undissected;
}
