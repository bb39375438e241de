namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Who does what next: segments are read by any worker in any order, joined in file order, and then followed by each
/// shard in file order. Nobody waits while there is something to be done.
/// </summary>
/// <param name="segments">Their number.</param>
/// <param name="slots">Segments between being read and followed by all shards: what bounds the memory for their packets.</param>
/// <param name="join">Is told of each segment that was read, in file order, one at a time.</param>
internal sealed class SegmentSchedule(int segments, int workers, int slots, Action<int> join)
{
    /// <summary>The flows' shards, and behind them the echo messages.</summary>
    public const int Shards = FlowTable.Shards + 1;

    /// <summary>Segments that a shard has to lag behind to be worth turning to, as long as there is one to read.</summary>
    private const int WorthFollowing = 2;

    private readonly object _gate = new();
    private readonly bool[] _isRead = new bool[slots];
    private readonly int[] _followed = new int[Shards];
    private readonly bool[] _isTaken = new bool[Shards];
    private int _segments = segments;
    private int _begun;
    private int _joined;
    private bool _isStopped;

    /// <param name="Shard">-1 for a segment to be read.</param>
    /// <param name="From">The segment, or the first of those to be followed.</param>
    /// <param name="To">Behind the last of them.</param>
    public readonly record struct Work(int Shard, int From, int To)
    {
        public bool IsReading => Shard < 0;
    }

    /// <summary>Takes what is to be done next; waits for it if it depends on what others do.</summary>
    /// <returns>Null when all is done, or was stopped.</returns>
    public Work? Take(int worker)
    {
        lock (_gate)
        {
            while (!_isStopped)
            {
                var canRead = _begun < _segments && _begun < _followed.Min() + slots;
                if (FindShard(worker, canRead ? WorthFollowing : 1) is { } shard)
                {
                    _isTaken[shard] = true;
                    return new Work(shard, _followed[shard], _joined);
                }
                if (canRead)
                    return new Work(-1, _begun, ++_begun);
                if (_followed.Min() == _segments)
                    return null;
                Monitor.Wait(_gate);
            }
            return null;
        }
    }

    public void Finish(Work work)
    {
        lock (_gate)
        {
            if (work.IsReading)
            {
                _isRead[work.From % slots] = true;
                for (; _joined < _segments && _isRead[_joined % slots]; _joined++)
                {
                    _isRead[_joined % slots] = false;
                    join(_joined);
                }
            }
            else
            {
                _isTaken[work.Shard] = false;
                _followed[work.Shard] = work.To;
            }
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Segments that were not begun yet are left out; the others are still followed to their end.</summary>
    public void ReadNoMore()
    {
        lock (_gate)
            _segments = _begun;
    }

    /// <summary>Lets all workers end.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A shard that lags so far behind; each worker looks at its own first, whose flows its processor's cache may hold.</summary>
    private int? FindShard(int worker, int least)
    {
        for (var at = 0; at < Shards; at++)
        {
            var shard = (at + (worker * Shards / workers)) % Shards;
            if (!_isTaken[shard] && _joined - _followed[shard] >= least)
                return shard;
        }
        return null;
    }
}
