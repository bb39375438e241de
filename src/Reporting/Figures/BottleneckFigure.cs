using System.Globalization;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>What most runs of one path and workload were held back by.</summary>
/// <param name="Side">One of <see cref="BottleneckSides"/>.</param>
/// <param name="Runs">Runs of that answer, of <paramref name="Of"/> that have any.</param>
/// <param name="Why">The evidence of the run among them whose throughput is the median.</param>
public sealed record BottleneckFigure(string Side, int Runs, int Of, string Why)
{
    /// <summary><c>wire</c>, or where runs differ <c>wire (3 of 5)</c>.</summary>
    public string Answer => Runs == Of ? Words : string.Create(CultureInfo.InvariantCulture, $"{Words} ({Runs} of {Of})");

    private string Words => Side switch
    {
        BottleneckSides.Wire => "wire",
        BottleneckSides.Peer => "peer",
        BottleneckSides.SystemUnderTest => "system under test",
        BottleneckSides.Hypervisor => "hypervisor",
        BottleneckSides.Machine => "shared machine",
        _ => "not found",
    };

    /// <returns>Null where no complete run has an answer.</returns>
    internal static BottleneckFigure? Among(IReadOnlyList<RunRecord> complete)
    {
        var told = complete.Where(each => each.Bottleneck is not null).ToList();
        // Of answers that as many runs give, the first one's in the order of the runs.
        var most = told.GroupBy(each => each.Bottleneck!.Side).MaxBy(each => each.Count())?.ToList();
        return most is null
            ? null
            : new BottleneckFigure(most[0].Bottleneck!.Side, most.Count, told.Count, most.MiddleBy(each => each.GoodputBitsPerSecond)!.Bottleneck!.Why);
    }
}
