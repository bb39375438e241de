using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using Wiretax.Generators.Tcp;
using Wiretax.Paths;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>What a run of streams side by side has beyond a run of one: skew, rates while all are active, fairness.</summary>
internal static class SideBySideRun
{
    /// <param name="record">With its direction.</param>
    /// <param name="wire">Of each pair; null where none is emulated.</param>
    /// <param name="open">Opens the run's capture at its beginning.</param>
    public static RunRecord Account(
        RunRecord record, Func<IFrameSource> open, IReadOnlyList<PathLink> links, GeneratorOutcome traffic,
        EmulatedWire? wire, CancellationToken cancellation)
    {
        var isReceived = record.Direction == "rx";
        var activity = PairActivity.Read(open,
            [.. links.Select(each => isReceived
                ? new StreamDirection(each.SystemUnderTestAddress, each.PeerAddress, StreamProtocol.ServerPreamble)
                : new StreamDirection(each.PeerAddress, each.SystemUnderTestAddress, StreamProtocol.ClientPreamble))], cancellation);
        var goodputs = activity.Pairs.Select(activity.GoodputOf).OfType<double>().ToList();
        return record with
        {
            GoodputBitsPerSecond = activity.GoodputBitsPerSecond,
            StartSkewSeconds = links.Count == 1 ? null : activity.StartSkewSeconds,
            Fairness = links.Count == 1 ? null : JainIndex(goodputs),
            WirePayloadBitsPerSecond = links.Count * wire?.PayloadBitsPerSecond(activity.Pairs.Max(each => each.TcpHeaderLength)),
            PairRecords =
            [
                .. activity.Pairs.Select((pair, at) => new PairRecord(
                    links[at].PeerAddress.ToString(), links[at].SystemUnderTestAddress.ToString(),
                    activity.StartSeconds(pair), pair.ActiveSeconds, activity.GoodputOf(pair), traffic.Results[at].CpuSeconds)),
            ],
        };
    }

    /// <summary>(sum x)^2 / (n sum x^2): Jain, Chiu and Hawe, DEC-TR-301, 1984.</summary>
    private static double? JainIndex(List<double> shares)
    {
        var squares = shares.Sum(each => each * each);
        return squares > 0 ? Math.Pow(shares.Sum(), 2) / (shares.Count * squares) : null;
    }
}
