using Wiretax.Generators;

namespace Wiretax.Tests.Generators;

public sealed class GeneratorLimitsTests
{
    [Theory]
    [InlineData(8192, 65_536)]
    [InlineData(8192, 8 * 1024 * 1024)]
    [InlineData(GeneratorLimits.MaxMessageSize, GeneratorLimits.MaxSocketBuffer)]
    public void A_stream_may_take_as_long_as_a_full_send_buffer_needs_at_a_megabit_a_second(int messageSize, int socketBuffer)
    {
        var bits = 8 * (messageSize + (2L * socketBuffer));

        Assert.True(GeneratorLimits.StreamGrace(messageSize, socketBuffer) > TimeSpan.FromSeconds(bits / 1e6));
    }
}
