using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Accounts for the segments of a file side by side. Workers read segments, dissect them and count what needs no order;
/// flows are followed behind them, each shard of the flows by one worker at a time and in file order. So each flow sees
/// its packets as a single reader would show them, and the result is the same to the byte.
/// </summary>
internal sealed class ParallelAnalysis(CaptureSegments segments, AnalysisOptions options)
{
    /// <summary>More did not help two workers: what one reads is to be followed while a cache still holds it.</summary>
    private const int SlotsAWorker = 2;

    private readonly CaptureLedger _ledger = new(options);

    /// <summary>By slot, which a segment's number tells.</summary>
    private readonly SegmentPackets[] _packets = [.. Enumerable.Range(0, SlotsAWorker * options.Threads).Select(_ => new SegmentPackets())];

    /// <summary>Of segments that were read, and not joined yet.</summary>
    private readonly CaptureLedger?[] _parts = new CaptureLedger?[SlotsAWorker * options.Threads];

    /// <summary>The local end, boxed so that it is there as a whole or not at all; null until it is settled.</summary>
    private volatile object? _local = options.Local is { } asked ? HostAddress.From(asked) : null;

    public CaptureSummary Run(IProgress<ReadingProgress>? progress)
    {
        var count = segments.Sources.Count;
        var schedule = new SegmentSchedule(count, options.Threads, _packets.Length, segment =>
        {
            Join(segment);
            progress?.Report(new(_ledger.Position, (segment + 1.0) / count));
        });
        var workers = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        System.Threading.Tasks.Parallel.For(0, options.Threads, workers, worker => Work(schedule, worker));
        return _ledger.ToSummary(segments.Statistics);
    }

    private void Work(SegmentSchedule schedule, int worker)
    {
        try
        {
            while (schedule.Take(worker) is { } work)
            {
                if (work.IsReading)
                    Read(work.From);
                else
                    Follow(work);
                if (options.Interruption.IsCancellationRequested)
                    schedule.ReadNoMore();
                schedule.Finish(work);
            }
        }
        finally
        {
            // Done, or failed: then the others are not to wait for what this one took.
            schedule.Stop();
        }
    }

    private void Read(int segment)
    {
        var slot = segment % _packets.Length;
        _packets[slot].Clear();
        var part = new CaptureLedger(options, _packets[slot], (HostAddress?)_local);
        var source = segments.Sources[segment];
        while (part.AddFrom(source) > 0)
        {
        }
        segments.LetGo(segment);
        // Here, and not while the others wait for it to be joined.
        part.Totals.Complete();
        _parts[slot] = part;
    }

    /// <summary>Adds what needs no order to the whole, in file order.</summary>
    private void Join(int segment)
    {
        var slot = segment % _packets.Length;
        _packets[slot].OrderBase = _ledger.Position;
        _ledger.Merge(_parts[slot]!);
        _parts[slot] = null;
        _local ??= _ledger.Totals.Viewpoint.Local;
    }

    private void Follow(SegmentSchedule.Work work)
    {
        for (var segment = work.From; segment < work.To; segment++)
        {
            var packets = _packets[segment % _packets.Length];
            if (work.Shard < FlowTable.Shards)
                packets.Follow(work.Shard, _ledger.Flows);
            else
                packets.FollowEcho(_ledger.Echo);
        }
    }
}
