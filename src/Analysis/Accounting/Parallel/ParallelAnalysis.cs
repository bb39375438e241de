using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Accounts for the segments of a file side by side, in waves. Workers dissect the segments of a wave and count what
/// needs no order; meanwhile the flows of the wave before are followed, each shard of them by one worker in file
/// order. So each flow sees its packets as a single reader would show them, and the result is the same to the byte.
/// </summary>
internal sealed class ParallelAnalysis(CaptureSegments segments, AnalysisOptions options)
{
    /// <summary>
    /// Segments of a wave; 4 MiB of a capture of headers, 16 MiB of others. With 8, two threads took 1.13 times as long on
    /// 5 million headers (medians of 11): they wait for each other at each wave's end.
    /// </summary>
    private const int WaveSize = 16;

    private readonly CaptureLedger _ledger = new(options);

    public CaptureSummary Run(IProgress<ReadingProgress>? progress, CancellationToken cancellation)
    {
        Wave[] waves = [new(), new()];
        var (followed, read) = (waves[0], waves[1]);
        for (var from = 0; from < segments.Sources.Count || followed.Count > 0; from += WaveSize)
        {
            read.Begin(from, Math.Clamp(segments.Sources.Count - from, 0, WaveSize));
            Share(followed, read, cancellation);
            read.Join(_ledger);
            segments.Release(from, read.Count);
            progress?.Report(new(_ledger.Position, Math.Min(1, (double)(from + WaveSize) / segments.Sources.Count)));
            (followed, read) = (read, followed);
        }
        return _ledger.ToSummary(segments.Statistics);
    }

    private void Share(Wave followed, Wave read, CancellationToken cancellation)
    {
        var settled = _ledger.Totals.Viewpoint.Local;
        var shards = followed.Count > 0 ? FlowTable.Shards + 1 : 0;
        var items = shards + read.Count;
        var next = -1;
        var workers = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation };
        System.Threading.Tasks.Parallel.For(0, options.Threads, workers, _ =>
        {
            for (var item = Interlocked.Increment(ref next); item < items; item = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                if (item >= shards)
                    read.Read(item - shards, segments, options, settled);
                else if (item == FlowTable.Shards)
                    followed.FollowEcho(_ledger.Echo);
                else
                    followed.Follow(item, _ledger.Flows);
            }
        });
    }

    /// <summary>Some segments between being read and their flows being followed.</summary>
    private sealed class Wave
    {
        private readonly SegmentPackets[] _packets = [.. Enumerable.Range(0, WaveSize).Select(_ => new SegmentPackets())];
        private readonly CaptureLedger?[] _parts = new CaptureLedger?[WaveSize];
        private int _from;

        public int Count { get; private set; }

        public void Begin(int from, int count) => (_from, Count) = (from, count);

        public void Read(int at, CaptureSegments segments, AnalysisOptions options, HostAddress? settled)
        {
            _packets[at].Clear();
            var part = new CaptureLedger(options, _packets[at], settled);
            var source = segments.Sources[_from + at];
            while (part.AddFrom(source) > 0)
            {
            }
            _parts[at] = part;
        }

        /// <summary>Adds what needs no order to the whole, in file order.</summary>
        public void Join(CaptureLedger whole)
        {
            for (var at = 0; at < Count; at++)
            {
                _packets[at].OrderBase = whole.Position;
                whole.Merge(_parts[at]!);
                _parts[at] = null;
            }
        }

        public void Follow(int shard, FlowTable[] tables)
        {
            for (var at = 0; at < Count; at++)
                _packets[at].Follow(shard, tables);
        }

        public void FollowEcho(EchoTable table)
        {
            for (var at = 0; at < Count; at++)
            {
                foreach (var packet in _packets[at].Echo)
                    table.Add(packet with { Order = packet.Order + _packets[at].OrderBase });
            }
        }
    }
}
