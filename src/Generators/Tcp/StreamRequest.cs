using System.Buffers.Binary;

namespace Wiretax.Generators.Tcp;


/// <summary>
/// What a client asks a stream server for, first on the connection. 24 bytes, big endian:
/// 0 magic, 4 version, 5 direction, 6 zero, 8 message size, 12 socket buffer, 16 duration in milliseconds, 20 zero.
/// </summary>
internal readonly record struct StreamRequest(
    TransferDirection Direction, int MessageSize, int SocketBuffer, TimeSpan Duration)
{
    public const int Length = 24;

    private const uint Magic = 0x5754_5831;
    private const byte Version = 1;

    public void Write(Span<byte> header)
    {
        header[..Length].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(header, Magic);
        header[4] = Version;
        header[5] = (byte)Direction;
        BinaryPrimitives.WriteInt32BigEndian(header[8..], MessageSize);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], SocketBuffer);
        BinaryPrimitives.WriteUInt32BigEndian(header[16..], (uint)Duration.TotalMilliseconds);
    }

    /// <summary>Accepts what <see cref="Write"/> wrote and <see cref="GeneratorLimits"/> allow, nothing else.</summary>
    public static StreamVerdict TryRead(ReadOnlySpan<byte> header, out StreamRequest request)
    {
        request = default;
        if (header.Length != Length || BinaryPrimitives.ReadUInt32BigEndian(header) != Magic)
            return StreamVerdict.NotUnderstood;
        if (header[4] != Version)
            return StreamVerdict.OtherVersion;

        request = new StreamRequest(
            (TransferDirection)header[5],
            BinaryPrimitives.ReadInt32BigEndian(header[8..]),
            BinaryPrimitives.ReadInt32BigEndian(header[12..]),
            TimeSpan.FromMilliseconds(BinaryPrimitives.ReadUInt32BigEndian(header[16..])));
        var reservedIsZero = header[6] == 0 && header[7] == 0 && BinaryPrimitives.ReadInt32BigEndian(header[20..]) == 0;
        return reservedIsZero && request.IsWithinLimits ? StreamVerdict.Accepted : StreamVerdict.OutOfLimits;
    }

    private bool IsWithinLimits =>
        Direction is TransferDirection.Send or TransferDirection.Receive
        && MessageSize is >= 1 and <= GeneratorLimits.MaxMessageSize
        && SocketBuffer is >= GeneratorLimits.MinSocketBuffer and <= GeneratorLimits.MaxSocketBuffer
        && Duration >= GeneratorLimits.MinDuration && Duration <= GeneratorLimits.MaxDuration;
}

/// <summary>A server's answer to a request: one byte.</summary>
internal enum StreamVerdict : byte
{
    NotUnderstood = 0x15,
    OtherVersion = 0x16,
    OutOfLimits = 0x17,
    BuffersNotGranted = 0x18,
    Busy = 0x19,
    Accepted = 0x06,
}
