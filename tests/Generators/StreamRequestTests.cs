using System.Buffers.Binary;
using CsCheck;
using Wiretax.Generators;
using Wiretax.Generators.Tcp;

namespace Wiretax.Tests.Generators;

public sealed class StreamRequestTests
{
    private static readonly Gen<StreamRequest> Allowed = Gen.Select(
        Gen.OneOfConst(TransferDirection.Send, TransferDirection.Receive),
        Gen.Int[1, GeneratorLimits.MaxMessageSize],
        Gen.Int[GeneratorLimits.MinSocketBuffer, GeneratorLimits.MaxSocketBuffer],
        Gen.Int[1, (int)GeneratorLimits.MaxDuration.TotalMilliseconds],
        (direction, message, buffer, milliseconds) =>
            new StreamRequest(direction, message, buffer, TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void What_is_written_is_read() => Allowed.Sample(request =>
        StreamRequest.TryRead(Written(request), out var read) == StreamVerdict.Accepted && read == request);

    [Fact]
    public void Random_bytes_are_not_understood() => Gen.Byte.Array[StreamRequest.Length].Sample(header =>
        StreamRequest.TryRead(header, out _) == StreamVerdict.NotUnderstood
        || BinaryPrimitives.ReadUInt32BigEndian(header) == BinaryPrimitives.ReadUInt32BigEndian(Written(default)));

    [Fact]
    public void A_header_of_another_length_is_not_understood() =>
        Gen.Byte.Array[0, 64].Where(header => header.Length != StreamRequest.Length).Sample(header =>
            StreamRequest.TryRead(header, out _) == StreamVerdict.NotUnderstood);

    [Fact]
    public void Any_changed_byte_is_refused_or_still_within_the_limits() =>
        Gen.Select(Allowed, Gen.Int[0, StreamRequest.Length - 1], Gen.Byte).Sample((request, at, value) =>
        {
            var header = Written(request);
            header[at] = value;
            if (StreamRequest.TryRead(header, out var read) != StreamVerdict.Accepted)
                return;
            Assert.InRange(read.MessageSize, 1, GeneratorLimits.MaxMessageSize);
            Assert.InRange(read.SocketBuffer, GeneratorLimits.MinSocketBuffer, GeneratorLimits.MaxSocketBuffer);
            Assert.InRange(read.Duration, GeneratorLimits.MinDuration, GeneratorLimits.MaxDuration);
            Assert.True(Enum.IsDefined(read.Direction));
        });

    [Theory]
    [InlineData(4, 2, StreamVerdict.OtherVersion)]
    [InlineData(5, 0, StreamVerdict.OutOfLimits)]
    [InlineData(5, 3, StreamVerdict.OutOfLimits)]
    [InlineData(6, 1, StreamVerdict.OutOfLimits)]
    [InlineData(8, 0x80, StreamVerdict.OutOfLimits)]
    [InlineData(12, 0x7F, StreamVerdict.OutOfLimits)]
    [InlineData(16, 0xFF, StreamVerdict.OutOfLimits)]
    [InlineData(23, 1, StreamVerdict.OutOfLimits)]
    public void Each_field_out_of_its_limits_is_refused(int at, byte value, object verdict)
    {
        var header = Written(new StreamRequest(TransferDirection.Send, 8192, 65536, TimeSpan.FromSeconds(1)));
        header[at] = value;
        Assert.Equal((StreamVerdict)verdict, StreamRequest.TryRead(header, out _));
    }

    private static byte[] Written(StreamRequest request)
    {
        var header = new byte[StreamRequest.Length];
        request.Write(header);
        return header;
    }
}
