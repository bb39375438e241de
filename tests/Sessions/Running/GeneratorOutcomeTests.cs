using Wiretax.Analysis.Accounting;
using Wiretax.Generators;
using Wiretax.Sessions.Running;

namespace Wiretax.Tests.Sessions.Running;

public sealed class GeneratorOutcomeTests
{
    [Fact]
    public void Bytes_that_the_ledger_did_not_count_are_a_disagreement()
    {
        var outcome = new GeneratorOutcome([new GeneratorResult { Workload = "tcp", BytesSent = 10, BytesReceived = 1000 }]);

        Assert.Empty(outcome.DisagreementsWith(Tcp(sent: 10, received: 1000)));
        Assert.Equal(
            ["The generator counted 1000 bytes received, the ledger 900."],
            outcome.DisagreementsWith(Tcp(sent: 10, received: 900)));
    }

    [Fact]
    public void A_reply_that_the_capture_did_not_see_is_a_disagreement()
    {
        var outcome = new GeneratorOutcome([new GeneratorResult { Workload = "ping", EchoRequests = 4, EchoReplies = 4 }]);

        Assert.Empty(outcome.DisagreementsWith(new CaptureSummary { Echo = new EchoSummary(4, 4, 0, null) }));
        Assert.Equal(
            ["The generator counted 4 echo replies, the ledger 3."],
            outcome.DisagreementsWith(new CaptureSummary { Echo = new EchoSummary(4, 3, 1, null) }));
    }

    private static CaptureSummary Tcp(long sent, long received) => new()
    {
        Flows =
        [
            new FlowSummary
            {
                Protocol = "tcp",
                Source = "10.0.0.1:1",
                Destination = "10.0.0.2:2",
                Tx = new FlowDirection(1, sent) { UniqueBytes = sent },
                Rx = new FlowDirection(1, received) { UniqueBytes = received },
            },
        ],
    };
}
