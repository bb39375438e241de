using Wiretax.Sessions.Scenarios;

namespace Wiretax.Tests.Sessions.Scenarios;

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData("40MB", 40_000_000)]
    [InlineData("64KiB", 65_536)]
    [InlineData("1.5 kB", 1_500)]
    [InlineData("1500", 1_500)]
    [InlineData("1GiB", 1_073_741_824)]
    [InlineData("0", 0)]
    public void A_size_is_read_with_decimal_and_binary_units(string text, long bytes)
    {
        Assert.True(Quantities.TryParseSize(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1,000")]
    [InlineData("12 parsecs")]
    [InlineData("99999999999999999999TB")]
    public void What_is_no_size_is_refused(string text) => Assert.False(Quantities.TryParseSize(text, out _));

    [Theory]
    [InlineData("10s", 10_000)]
    [InlineData("200ms", 200)]
    [InlineData("2min", 120_000)]
    [InlineData("0.25", 250)]
    public void A_duration_is_read_with_its_unit_or_as_seconds(string text, int milliseconds)
    {
        Assert.True(Quantities.TryParseDuration(text, out var read));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), read);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1s")]
    [InlineData("1e9s")]
    [InlineData("99999999h")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(Quantities.TryParseDuration(text, out _));

    [Theory]
    [InlineData(40_000_000, "40 MB")]
    [InlineData(65_536, "64 KiB")]
    [InlineData(8192, "8 KiB")]
    [InlineData(1_073_741_824, "1 GiB")]
    [InlineData(1500, "1500 bytes")]
    [InlineData(56, "56 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(0, "0 bytes")]
    public void A_size_is_written_in_the_largest_unit_that_it_is_whole_in(long bytes, string text)
    {
        Assert.Equal(text, Quantities.SizeText(bytes));
        if (!text.Contains("byte", StringComparison.Ordinal))
            Assert.True(Quantities.TryParseSize(text, out var read) && read == bytes);
    }

    [Theory]
    [InlineData(1000, "1 s")]
    [InlineData(1500, "1.5 s")]
    [InlineData(200, "200 ms")]
    [InlineData(90_000, "90 s")]
    public void A_duration_is_written_in_seconds_or_milliseconds(int milliseconds, string text) =>
        Assert.Equal(text, Quantities.DurationText(TimeSpan.FromMilliseconds(milliseconds)));
}
