using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>
/// IEEE 802.11: data frames with LLC behind a header of 24 bytes and more, and between stations of a mesh behind a mesh
/// control field too; management and control frames are the protocol's own bytes to the end. Encrypted data, aggregates
/// (A-MSDU) and later fragments stay undissected.
/// </summary>
internal static class Ieee80211Header
{
    private const int FrameControl = 0; // ..1: version 2 bits, type 2, subtype 4
    private const int FlagBits = 1; // ..2
    // duration 2..4, addresses 4..22
    private const int SequenceControl = 22; // ..24, fragment number in the lowest four bits
    private const int DataLength = 24;
    // fourth address, QoS control, HT control
    private const int FourthAddress = 6;
    private const int QosControl = 2;
    private const int HtControl = 4;

    private const int FrameControlLength = 2;
    private const int DataType = 2;
    private const int QosSubtype = 0x80;
    private const int NoDataSubtype = 0x40;
    private const int ToAndFromDistribution = 0x03;
    private const int FromDistribution = 0x02;
    private const int Protected = 0x40;
    private const int Ordered = 0x80;
    private const int AggregatePresent = 0x80;
    private const int MeshControlPresent = 0x01; // in the second byte of QoS control

    // flags 0..1 (how many more addresses), time to live 1..2, sequence number 2..6, addresses
    private const int MeshControl = 6;
    private const int MeshAddress = 6;
    private const int MostMeshAddresses = 2;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Ieee80211, FrameControlLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        int control = header[FrameControl];
        int flags = header[FlagBits];
        if ((control & 3) != 0)
        {
            return cursor.Malformed(Protocol.Ieee80211, FrameControlLength, 0);
        }

        if (((control >> 2) & 3) != DataType || (control & NoDataSubtype) != 0)
        {
            return cursor.TakeRest(Protocol.Ieee80211);
        }

        var isQos = (control & QosSubtype) != 0;
        var qosOffset = DataLength + ((flags & ToAndFromDistribution) == ToAndFromDistribution ? FourthAddress : 0);
        var length = qosOffset + (isQos ? QosControl : 0) + (isQos && (flags & Ordered) != 0 ? HtControl : 0);
        if (!cursor.TryHeader(Protocol.Ieee80211, length, out header))
        {
            return HeaderKind.Undissected;
        }

        var isOpaque = (flags & Protected) != 0
            || (BinaryPrimitives.ReadUInt16LittleEndian(header[SequenceControl..]) & 0x0f) != 0
            || (isQos && (header[qosOffset] & AggregatePresent) != 0);
        var mayBeMesh = isQos && (flags & FromDistribution) != 0 && (header[qosOffset + 1] & MeshControlPresent) != 0;
        if (cursor.PaddedRadioHeader)
        {
            length = Math.Min((length + 3) & -4, cursor.Remaining);
        }

        var start = cursor.Offset;
        cursor.Offset += length;
        var isWhole = isOpaque || !mayBeMesh || SkipMeshControl(ref cursor);
        cursor.TakeFrom(start, Protocol.Ieee80211);
        return isOpaque || !isWhole ? HeaderKind.Undissected : HeaderKind.Llc;
    }

    /// <summary>
    /// The bit that announces the field is one of a limit or a queue's size outside a mesh: there LLC follows, which does not
    /// begin like the field's flags.
    /// </summary>
    /// <returns>False where the flags or the field are not all there.</returns>
    private static bool SkipMeshControl(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Ieee80211, 1, out var field))
        {
            return false;
        }

        if (field[0] > MostMeshAddresses)
        {
            return true;
        }

        var length = MeshControl + (field[0] * MeshAddress);
        if (!cursor.TryHeader(Protocol.Ieee80211, length, out _))
        {
            return false;
        }

        cursor.Offset += length;
        return true;
    }
}
