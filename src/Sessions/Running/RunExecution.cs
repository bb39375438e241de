using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using Wiretax.Paths;
using Wiretax.Sessions.Running.Load;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>
/// Makes one run: starts the capture, sends the traffic, lets the capture drain, accounts for the frames, and checks
/// that generator and ledger tell the same.
/// </summary>
internal sealed class RunExecution(SessionFolder folder, string program, int snapLength, SessionAgents agents)
{
    private readonly RunTraffic _traffic = new(program, agents);
    private readonly LoadMeter _meter = new(agents);

    /// <summary>A run that fails is a record that says why; only cancellation is thrown.</summary>
    /// <param name="activate">Lets the path's guests go on, and pauses those of others.</param>
    /// <param name="wire">Of each pair; null where none is emulated.</param>
    public async Task<RunRecord> ExecuteAsync(
        IPath path, Func<CancellationToken, Task> activate, PlannedRun run, EmulatedWire? wire, CancellationToken cancellation)
    {
        var record = new RunRecord
        {
            Path = run.Path,
            Workload = run.Workload.Name,
            Direction = run.Direction,
            Repetition = run.Block,
            Complete = false,
            Pairs = run.Workload.Pairs,
            WireBitsPerSecond = run.Workload.Pairs * wire?.BitsPerSecond,
        };
        try
        {
            if (path.Failure is { } broken)
                throw new SessionException(broken);
            await activate(cancellation);
            return run.Captured
                ? await CaptureAsync(record, path, run, wire, cancellation)
                : (await MeasureAsync(record, path, run, cancellation)).Record with { Complete = true };
        }
        catch (Exception failed) when (failed is SessionException or PathException or CaptureFormatException)
        {
            // Part of a capture is no evidence, and where the disk is full the record needs its room.
            File.Delete(folder.FullPath(SessionFolder.CaptureName(run)));
            return record with { IncompleteReasons = [failed.Message] };
        }
    }

    private async Task<RunRecord> CaptureAsync(
        RunRecord record, IPath path, PlannedRun run, EmulatedWire? wire, CancellationToken cancellation)
    {
        var file = SessionFolder.CaptureName(run);
        var links = path.Links.Take(run.Workload.Pairs).ToList();
        GeneratorOutcome traffic;
        await using (var capture = await RunCapture.StartAsync(path, links, program, folder.FullPath(file), snapLength, cancellation))
        {
            (record, traffic) = await MeasureAsync(record, path, run, cancellation);
            await capture.StopAsync(cancellation);
        }
        return Account(record with { Capture = file }, links, run, traffic, wire, cancellation);
    }

    /// <summary>Sends the traffic, and reads what it cost in CPU on each side.</summary>
    private async Task<(RunRecord Record, GeneratorOutcome Traffic)> MeasureAsync(
        RunRecord record, IPath path, PlannedRun run, CancellationToken cancellation)
    {
        await _traffic.ReadClocksAsync(path, run, cancellation);
        var underTest = path.SystemUnderTestCpuSeconds();
        var begun = await _meter.BeginAsync(path, run.Workload.Pairs, () => RunTraffic.StartOf(run.Workload), cancellation);
        var traffic = await _traffic.SendAsync(path, run, begun.StartAt, cancellation);
        var load = await _meter.EndAsync(path, begun, cancellation);
        return (record with
        {
            GeneratorBitsPerSecond = traffic.BitsPerSecond,
            GeneratorRoundTripSeconds = traffic.RoundTrips,
            Load = load,
            Cpu = load.CpuBySide(
                traffic.CpuSeconds, path.SystemUnderTestCpuSeconds() - underTest, run.Workload.StartsAtSystemUnderTest(run.Direction)),
        }, traffic);
    }

    private RunRecord Account(
        RunRecord record, List<PathLink> links, PlannedRun run, GeneratorOutcome traffic, EmulatedWire? wire,
        CancellationToken cancellation)
    {
        using var source = CaptureFile.Open(folder.FullPath(record.Capture!));
        var summary = CaptureAnalyzer.Analyze(source, new AnalysisOptions
        {
            Local = links[0].PeerAddress,
            AlsoLocal = [.. links.Skip(1).Select(each => each.PeerAddress)],
            Files = [record.Capture!],
        }, cancellation: cancellation);

        var reasons = summary.IncompleteReasons.Concat(traffic.DisagreementsWith(summary)).ToList();
        record = record with
        {
            Summary = summary,
            Complete = reasons.Count == 0,
            IncompleteReasons = reasons,
            GoodputBitsPerSecond = run.Workload is PingWorkload ? null : DataGoodput(summary, run.Direction),
        };
        record = run.Workload is TcpWorkload { SideBySide: not null }
            ? SideBySideRun.Account(record, () => CaptureFile.Open(folder.FullPath(record.Capture!)), links, traffic, wire, cancellation)
            : record with { WirePayloadBitsPerSecond = WirePayload(record, wire) };
        return record with { Bottleneck = BottleneckRule.Of(record) };
    }

    /// <summary>By the TCP header of the data's segments, which all have the same but the first; null for ping.</summary>
    private static double? WirePayload(RunRecord record, EmulatedWire? wire)
    {
        if (record.GoodputBitsPerSecond is null)
            return null;
        var (transport, application) = (record.Summary!.Layer("transport"), record.Summary.Layer("application"));
        var (segments, payload) = record.Direction == "rx" ? (transport.Rx, application.Rx) : (transport.Tx, application.Tx);
        return segments.Frames == 0
            ? null
            : wire?.PayloadBitsPerSecond((int)Math.Round((segments.Bytes - payload.Bytes) / (double)segments.Frames));
    }

    /// <summary>Goodput of the flow that moved most, in the workload's direction.</summary>
    private static double? DataGoodput(CaptureSummary summary, string direction) => summary.Flows
        .Select(each => direction == "rx" ? each.Rx : each.Tx)
        .MaxBy(each => each.PayloadBytes)?.GoodputBitsPerSecond;
}
