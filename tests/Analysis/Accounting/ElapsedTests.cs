using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using Wiretax.Tests.Capture.Files;

namespace Wiretax.Tests.Analysis.Accounting;

public sealed class ElapsedTests
{
    [Fact]
    public void A_duration_beyond_64_bit_nanoseconds_stays_positive()
    {
        var offset = new FileBuilder().Counter(14, unchecked((ulong)-9_000_000_000L));
        var file = new FileBuilder().Section().Interface(options: offset)
            .Enhanced(new byte[60], ticks: 0).Enhanced(new byte[60], ticks: 18_000_000_000_000_000);

        using var source = CaptureFile.Open(new MemoryStream(file.ToArray()), "the test's file");
        var summary = CaptureAnalyzer.Analyze(source, new AnalysisOptions(), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(18_000_000_000, summary.Layer("link").Total.DurationSeconds);
    }

    [Fact]
    public void What_was_earlier_is_negative() => Assert.Equal(-1.5, Elapsed.Seconds(2_000_000_000, 500_000_000));
}
