using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace Wiretax.Generators.Tcp;

/// <summary>
/// The payload's way from one end to the other, and its orderly end: the sender closes its side with its count
/// (8 bytes, big endian) as the last bytes, the receiver answers with what it counted. So an end that died is never
/// taken for an end that was done, and both ends know that they counted the same.
/// </summary>
internal static class StreamTransfer
{
    private const int CountLength = sizeof(long);
    private const int ReceiveBuffer = 128 * 1024;

    /// <summary>Sends the message again and again for the duration.</summary>
    /// <returns>Bytes of the messages.</returns>
    public static long Send(Connection connection, ReadOnlySpan<byte> message, TimeSpan duration)
    {
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        long sent = 0;
        do
        {
            connection.Send(message);
            sent += message.Length;
        }
        while (Stopwatch.GetTimestamp() < end);

        Span<byte> count = stackalloc byte[CountLength];
        BinaryPrimitives.WriteInt64BigEndian(count, sent);
        connection.Send(count);
        connection.FinishSending();

        connection.ReceiveExactly(count);
        RequireSame(sent, BinaryPrimitives.ReadInt64BigEndian(count));
        return sent;
    }

    /// <summary>Takes all that comes, until the sender's end; only its start is waited for longer than a standstill.</summary>
    /// <param name="longest">A sender that takes longer is given up.</param>
    /// <returns>Bytes of the messages.</returns>
    public static long Receive(Connection connection, TimeSpan longest)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(CountLength + ReceiveBuffer, pinned: true);
        var fresh = buffer.AsSpan(CountLength);
        var deadline = Stopwatch.GetTimestamp() + (long)(longest.TotalSeconds * Stopwatch.Frequency);
        long received = 0;
        while (connection.Receive(fresh) is var length and > 0)
        {
            if (received == 0)
                connection.SetTimeout(GeneratorLimits.StallTimeout);
            received += length;
            // The last 8 bytes so far always stand at the front: they may turn out to be the count.
            buffer.AsSpan(length, CountLength).CopyTo(buffer);
            if (Stopwatch.GetTimestamp() > deadline)
                throw new GeneratorException("The sender did not end its stream in time.");
        }

        received -= CountLength;
        if (received < 0 || BinaryPrimitives.ReadInt64BigEndian(buffer) != received)
            connection.FailEarly();

        Span<byte> count = stackalloc byte[CountLength];
        BinaryPrimitives.WriteInt64BigEndian(count, received);
        connection.Send(count);
        return received;
    }

    private static void RequireSame(long sent, long received)
    {
        if (sent != received)
        {
            throw new GeneratorException(string.Create(CultureInfo.InvariantCulture,
                $"{sent} bytes were sent and the far end counted {received}."));
        }
    }
}
