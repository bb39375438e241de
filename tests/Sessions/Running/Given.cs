using Wiretax.Analysis.Accounting;
using Wiretax.Sessions;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Tests.Sessions.Running;

/// <summary>Scenarios and runs that tests of the session's own decisions start from.</summary>
internal static class Given
{
    public static Scenario Scenario() => ScenarioFile.Read(
        "given.yaml", new StringReader("paths: [host, vm-bridged]\nworkloads: [ping, http, tcp]\n"));

    /// <summary>A complete run of the http workload whose application layer took this long.</summary>
    public static RunRecord Transfer(string path, int block, double seconds)
    {
        var totals = new Totals(100, 1_000_000, seconds);
        return new RunRecord
        {
            Path = path,
            Workload = "http",
            Direction = "rx",
            Repetition = block,
            Complete = true,
            GoodputBitsPerSecond = 8_000_000 / seconds,
            Summary = new CaptureSummary
            {
                Layers = [.. "link encapsulation network transport application".Split(' ')
                    .Select(layer => new LayerTotals(layer, totals, totals, totals))],
            },
        };
    }
}
