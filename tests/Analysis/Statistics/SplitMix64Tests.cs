using Wiretax.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Statistics;

public sealed class SplitMix64Tests
{
    [Fact]
    public void Gives_the_published_sequence()
    {
        Assert.Equal(0xE220A8397B1DCDAF, new SplitMix64(0).Next());

        var random = new SplitMix64(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL], [random.Next(), random.Next()]);
    }
}
