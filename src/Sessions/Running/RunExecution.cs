using System.Text.Json;
using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using Wiretax.Generators;
using Wiretax.Paths;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>
/// Makes one run: starts the capture, sends the traffic, lets the capture drain, accounts for the frames, and checks
/// that generator and ledger tell the same.
/// </summary>
internal sealed class RunExecution(SessionFolder folder, string program, int snapLength)
{
    /// <summary>A run may take this much longer than its workload says, before it is given up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>A run that fails is a record that says why; only cancellation is thrown.</summary>
    public async Task<RunRecord> ExecuteAsync(IPath path, PlannedRun run, CancellationToken cancellation)
    {
        var record = new RunRecord
        {
            Path = run.Path,
            Workload = run.Workload.Name,
            Direction = run.Direction,
            Repetition = run.Block,
            Complete = false,
        };
        try
        {
            return run.Captured
                ? await CaptureAsync(record, path, run, cancellation)
                : (await MeasureAsync(record, path, run, cancellation)).Record with { Complete = true };
        }
        catch (Exception failed) when (failed is SessionException or PathException or CaptureFormatException)
        {
            // Part of a capture is no evidence, and where the disk is full the record needs its room.
            File.Delete(folder.FullPath(SessionFolder.CaptureName(run)));
            return record with { IncompleteReasons = [failed.Message] };
        }
    }

    private async Task<RunRecord> CaptureAsync(RunRecord record, IPath path, PlannedRun run, CancellationToken cancellation)
    {
        var file = SessionFolder.CaptureName(run);
        GeneratorOutcome traffic;
        await using (var capture = await CaptureProcess.StartAsync(path, program, folder.FullPath(file), snapLength, cancellation))
        {
            (record, traffic) = await MeasureAsync(record, path, run, cancellation);
            await capture.StopAsync(cancellation);
        }
        return Account(record with { Capture = file }, path, run, traffic, cancellation);
    }

    /// <summary>Sends the traffic, and reads what it cost in CPU on each side.</summary>
    private async Task<(RunRecord Record, GeneratorOutcome Traffic)> MeasureAsync(
        RunRecord record, IPath path, PlannedRun run, CancellationToken cancellation)
    {
        var underTest = path.SystemUnderTestCpuSeconds();
        var hypervisor = path.HypervisorCpuSeconds();
        var traffic = await SendAsync(path, run, cancellation);
        return (record with
        {
            GeneratorBitsPerSecond = traffic.BitsPerSecond,
            Cpu = new CpuSeconds(
                traffic.CpuSeconds, path.SystemUnderTestCpuSeconds() - underTest, path.HypervisorCpuSeconds() - hypervisor),
        }, traffic);
    }

    private async Task<GeneratorOutcome> SendAsync(IPath path, PlannedRun run, CancellationToken cancellation)
    {
        var host = path.Endpoints.SystemUnderTestAddress.ToString();
        await using var generator = new ChildProgram(path.InPeer(program,
            ["generate", .. run.Workload.GeneratorArguments(host, run.Direction), "--format", "json"]));

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(run.Workload.ExpectedDuration + Grace);
        try
        {
            var output = await generator.ReadToEndAsync(limit.Token);
            if (await generator.WaitAsync(limit.Token) != 0)
                throw new SessionException(path.Failure ?? generator.LastError ?? $"The {run.Workload.Name} generator failed and gave no reason.");
            return GeneratorOutcome.Parse(run.Workload, output);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SessionException(path.Failure
                ?? $"The {run.Workload.Name} generator had not ended after {(run.Workload.ExpectedDuration + Grace).TotalSeconds:0} s.");
        }
    }

    private RunRecord Account(
        RunRecord record, IPath path, PlannedRun run, GeneratorOutcome traffic, CancellationToken cancellation)
    {
        using var source = CaptureFile.Open(folder.FullPath(record.Capture!));
        var summary = CaptureAnalyzer.Analyze(source, new AnalysisOptions
        {
            Local = path.Endpoints.PeerAddress,
            Files = [record.Capture!],
        }, cancellation: cancellation);

        var reasons = summary.IncompleteReasons.Concat(traffic.DisagreementsWith(summary)).ToList();
        return record with
        {
            Summary = summary,
            Complete = reasons.Count == 0,
            IncompleteReasons = reasons,
            GoodputBitsPerSecond = run.Workload is PingWorkload ? null : DataGoodput(summary, run.Direction),
        };
    }

    /// <summary>Goodput of the flow that moved most, in the workload's direction.</summary>
    private static double? DataGoodput(CaptureSummary summary, string direction) => summary.Flows
        .Select(each => direction == "rx" ? each.Rx : each.Tx)
        .MaxBy(each => each.PayloadBytes)?.GoodputBitsPerSecond;
}
