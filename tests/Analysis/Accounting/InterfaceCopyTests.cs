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

    [Fact]
    public void An_echo_seen_at_two_interfaces_is_one_that_was_answered()
    {
        var (request, reply) = (Echo(8, Client, Server), Echo(0, Server, Client));
        var file = new FileBuilder().Section().Interface().Interface()
            .Enhanced(request, 1_000, 0).Enhanced(request, 1_001, 1).Enhanced(reply, 1_005, 1).Enhanced(reply, 1_006, 0)
            .Enhanced(request, 2_000, 0);

        var summary = Analyze(Open(file));

        Assert.Equal((2L, 1L, 1L), (summary.Echo!.Requests, summary.Echo.Replies, summary.Echo.Lost));
        Assert.Equal([0.000005], summary.Echo.Samples);
        Assert.Contains(
            "2 frames", Assert.Single(summary.Warnings, each => each.Code == "duplicates-any").Message, StringComparison.Ordinal);
    }

    private static byte[] Echo(byte type, byte[] source, byte[] destination) =>
        Link(type == 8 ? 0 : 1, Ipv4(source, destination, [type, 0, 0, 0, 0, 7, 0, 1, .. new byte[56]], 1));

    private static CaptureFileSource Open(FileBuilder file) => CaptureFile.Open(new MemoryStream(file.ToArray()), "the test's file");

    /// <returns>Null without the warning.</returns>
    private static string? Copies(IFrameSource source) =>
        Analyze(source).Warnings.SingleOrDefault(each => each.Code == "duplicates-any")?.Message;

    private static CaptureSummary Analyze(IFrameSource source) =>
        CaptureAnalyzer.Analyze(source, new AnalysisOptions(), cancellation: TestContext.Current.CancellationToken);
}
