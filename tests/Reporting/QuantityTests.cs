using Wiretax.Reporting;

namespace Wiretax.Tests.Reporting;

public sealed class QuantityTests
{
    private static readonly Quantity Say = Quantity.Plain;

    [Theory]
    [InlineData(41.563, "41.56 s")]
    [InlineData(1, "1.000 s")]
    [InlineData(0.99951, "0.9995 s")]
    [InlineData(0.4123, "412.3 ms")]
    [InlineData(0.00123456, "1.235 ms")]
    [InlineData(0.000052, "52.00 µs")]
    [InlineData(0.0000005, "0.5000 µs")]
    [InlineData(12345.6, "12 346 s")]
    [InlineData(-0.0021, "-2.100 ms")]
    [InlineData(0, "0 s")]
    public void Seconds_take_the_unit_that_fits(double seconds, string text) => Assert.Equal(text, Say.Seconds(seconds));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(9999, "9999")]
    [InlineData(10_000, "10 000")]
    [InlineData(40_000_193, "40 000 193")]
    [InlineData(27_625.5, "27 625.5")]
    [InlineData(-12_000, "-12 000")]
    public void Bytes_are_whole_and_grouped(double bytes, string text) => Assert.Equal(text, Say.Count(bytes));

    [Theory]
    [InlineData(1.0617, "+6.17 %")]
    [InlineData(1, "0 %")]
    [InlineData(0.9926, "-0.74 %")]
    [InlineData(1.00042, "+0.042 %")]
    [InlineData(3.5, "+250.0 %")]
    public void A_difference_has_its_sign(double ratio, string text) => Assert.Equal(text, Say.Difference(ratio));

    [Theory]
    [InlineData(2.613, "2.61×")]
    [InlineData(1.0004, "1.0004×")]
    [InlineData(0.383, "0.383×")]
    [InlineData(12.34, "12.3×")]
    public void A_ratio_near_one_has_more_digits(double ratio, string text) => Assert.Equal(text, Say.Ratio(ratio));

    [Theory]
    [InlineData(0.0987, "0.0987×")]
    [InlineData(0.004, "0.00400×")]
    [InlineData(0.0000001234, "1.23E-7×")]
    [InlineData(1_648_624_463.4, "1.65E9×")]
    [InlineData(0, "0×")]
    public void No_ratio_but_zero_reads_as_zero(double ratio, string text) => Assert.Equal(text, Say.Ratio(ratio));

    [Theory]
    [InlineData(9.41e9, "9.410 Gbit/s")]
    [InlineData(7.7e6, "7.700 Mbit/s")]
    [InlineData(12.5, "12.50 bit/s")]
    public void Rates_are_in_bits(double rate, string text) => Assert.Equal(text, Say.BitRate(rate));

    [Fact]
    public void What_is_not_known_is_a_dash_and_never_zero()
    {
        string[] texts =
        [
            Say.Count(null), Say.Seconds(null), Say.BitRate(null), Say.Ratio(null), Say.Difference(null), Say.Share(null),
            Say.RatioRange(1, null), Say.Of(null, "s"), Say.Of(null, "s/GB"), Say.Count(double.NaN), Say.Ratio(double.PositiveInfinity),
        ];

        Assert.All(texts, text => Assert.Equal("–", text));
    }

    [Fact]
    public void On_paper_digits_are_grouped_by_a_narrow_space_that_never_breaks()
    {
        Assert.Equal("40\u202f000\u202f193", Quantity.Typographic.Count(40_000_193));
        Assert.Equal("\u22120.74\u00a0%", Quantity.Typographic.Difference(0.9926));
    }
}
