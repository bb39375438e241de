using Wiretax.Generators;
using Wiretax.Generators.Tcp;

namespace Wiretax.Tests.Generators;

public sealed class StreamMessageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(Pattern.MaxRun)]
    [InlineData(Pattern.MaxRun + 1)]
    [InlineData(GeneratorLimits.MaxMessageSize)]
    public void It_is_the_pattern_in_the_size_asked_for(int size)
    {
        var message = StreamMessage.Of(size);

        Assert.Equal(size, message.Length);
        Assert.True(Pattern.Matches(message, 0));
    }

    [Theory]
    [InlineData(8192, 8192)]
    [InlineData(GeneratorLimits.MaxMessageSize, GeneratorLimits.MaxMessageSize)]
    [InlineData(GeneratorLimits.MaxMessageSize, GeneratorLimits.MaxMessageSize - 1)]
    public void Messages_share_one_memory(int size, int another) =>
        Assert.True(StreamMessage.Of(size).Overlaps(StreamMessage.Of(another)));
}
