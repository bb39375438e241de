using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Tests.Reporting;

public sealed class BottleneckFigureTests
{
    [Fact]
    public void Most_runs_decide_and_the_middle_one_among_them_gives_the_evidence()
    {
        var figure = Of((90, "wire", "90"), (30, "machine", "30"), (94, "wire", "94"), (92, "wire", "92"), (10, null, ""))!;

        Assert.Equal(("wire", 3, 4, "92", "wire (3 of 4)"), (figure.Side, figure.Runs, figure.Of, figure.Why, figure.Answer));
    }

    [Fact]
    public void Where_all_runs_agree_the_answer_stands_alone() => Assert.Equal("system under test", Of((1, "systemUnderTest", "a"), (2, "systemUnderTest", "b"))!.Answer);

    [Fact]
    public void Incomplete_runs_have_no_say()
    {
        var record = MadeUpSession.Create();
        record = record with { Runs = [.. record.Runs.Select(run => run with { Complete = run.Complete && run.Path != "host" })] };
        var http = SessionFigures.Of(record).First(each => each.Workload == "http");

        Assert.Null(http.Bottleneck("host"));
        Assert.Equal(4, http.Bottleneck("uml-bridged")!.Of);
    }

    [Fact]
    public void Without_an_answer_there_is_none() => Assert.Null(Of((1, null, "")));

    private static BottleneckFigure? Of(params (double Goodput, string? Side, string Why)[] runs)
    {
        var template = MadeUpSession.Create(repetitions: 1).Runs.First(each => each is { Workload: "tcp", Path: "host" });
        var record = MadeUpSession.Create(repetitions: 1) with
        {
            Runs = [.. runs.Select((each, at) => template with
            {
                Repetition = at + 1,
                GoodputBitsPerSecond = each.Goodput,
                Bottleneck = each.Side is null ? null : new Bottleneck(each.Side, each.Why),
            })],
        };
        return Assert.Single(SessionFigures.Of(record)).Bottleneck("host");
    }
}
