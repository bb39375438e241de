using CsCheck;
using Wiretax.Generators;

namespace Wiretax.Tests.Generators;

public sealed class PatternTests
{
    [Fact]
    public void Content_depends_on_its_position_alone() =>
        Gen.Select(Gen.Long[0, GeneratorLimits.MaxFileSize], Gen.Int[1, 200_000], Gen.Int[0, 60_000]).Sample((position, length, offset) =>
        {
            var whole = Pattern.At(position, length);
            var inner = Math.Min(offset, length - 1);
            return whole[inner..].SequenceEqual(Pattern.At(position + inner, length - inner));
        });

    [Fact]
    public void Content_of_any_length_matches_itself() =>
        Gen.Select(Gen.Long[0, 1_000_000], Gen.Int[0, 1_000_000]).Sample((position, length) =>
            Pattern.Matches(Content(position, length), position), iter: 30);

    [Fact]
    public void A_changed_byte_does_not_match() =>
        Gen.Select(Gen.Long[0, 1_000_000], Gen.Int[1, 600_000], Gen.Double[0, 1]).Sample((position, length, where) =>
        {
            var content = Content(position, length);
            content[(int)(where * (length - 1))] ^= 1;
            return !Pattern.Matches(content, position);
        }, iter: 30);

    [Fact]
    public void Content_that_slipped_by_a_byte_does_not_match() =>
        Assert.False(Pattern.Matches(Pattern.At(1, 1000), 0));

    private static byte[] Content(long position, int length)
    {
        var content = new byte[length];
        for (var at = 0; at < length; at++)
            content[at] = Pattern.At(position + at, 1)[0];
        return content;
    }
}
