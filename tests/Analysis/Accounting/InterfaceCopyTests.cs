using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using Wiretax.Tests.Capture.Files;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>A packet that a capture holds once an interface.</summary>
public sealed class InterfaceCopyTests
{
    private static readonly byte[] Segment = Link(0, Ipv4(Client, Server, Tcp(1, 2, 100, 200, 10, Ack, 5, null)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    public void A_packet_seen_at_two_interfaces_of_a_file_is_told_whichever_they_are(int first, int second)
    {
        var file = new FileBuilder().Section().Interface().Interface().Interface()
            .Enhanced(Segment, 1_000, first).Enhanced(Segment, 1_001, second);

        Assert.Contains("1 frames", Copies(Open(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_interface_may_be_described_after_the_first_frames()
    {
        var file = new FileBuilder().Section().Interface().Enhanced([1], 999).Interface()
            .Enhanced(Segment, 1_000, 0).Enhanced(Segment, 1_001, 1);

        Assert.Contains("1 frames", Copies(Open(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_packet_of_two_merged_files_is_told()
    {
        IFrameSource[] files = [Open(new FileBuilder().Pcap().Record(Segment)), Open(new FileBuilder().Pcap().Record(Segment, fraction: 1))];

        using var merged = new MergedFrameSource([.. files.Select((each, at) => ($"tap {at}", each))]);

        Assert.Contains("1 frames", Copies(merged), StringComparison.Ordinal);
    }

    [Fact]
    public void A_repetition_at_the_only_interface_is_no_copy() =>
        Assert.Null(Copies(Open(new FileBuilder().Section().Interface().Enhanced(Segment, 1_000).Enhanced(Segment, 1_001))));

    private static CaptureFileSource Open(FileBuilder file) => CaptureFile.Open(new MemoryStream(file.ToArray()), "the test's file");

    /// <returns>Null without the warning.</returns>
    private static string? Copies(IFrameSource source) =>
        CaptureAnalyzer.Analyze(source, new AnalysisOptions(), cancellation: TestContext.Current.CancellationToken)
            .Warnings.SingleOrDefault(each => each.Code == "duplicates-any")?.Message;
}
