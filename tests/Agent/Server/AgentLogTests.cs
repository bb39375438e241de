using Wiretax.Agent.Server;

namespace Wiretax.Tests.Agent.Server;

public sealed class AgentLogTests
{
    [Fact]
    public void Refusals_beyond_so_many_a_second_are_counted_and_left_out()
    {
        var clock = new StoppedClock();
        using var text = new StringWriter();
        var log = new AgentLog(text, clock);

        for (var at = 0; at < AgentLog.MaxLinesPerSecond + 30; at++)
            log.Refused(null, "no reason");
        clock.Advance(TimeSpan.FromSeconds(1));
        log.Refused(null, "the next");

        string[] lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(AgentLog.MaxLinesPerSecond + 2, lines.Length);
        Assert.EndsWith("30 lines were left out", lines[^2], StringComparison.Ordinal);
        Assert.EndsWith("refused a peer: the next", lines[^1], StringComparison.Ordinal);
    }
}
