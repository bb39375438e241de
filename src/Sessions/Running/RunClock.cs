using System.Diagnostics;

namespace Wiretax.Sessions.Running;

/// <summary>
/// Estimates how long the rest of a plan takes: what the workloads must take, and for each run the mean of what the
/// runs so far took beyond that.
/// </summary>
internal sealed class RunClock(IReadOnlyList<PlannedRun> plan)
{
    private static readonly TimeSpan FirstGuess = TimeSpan.FromMilliseconds(500);

    private long _began;
    private TimeSpan _beyond;
    private int _runs;

    public TimeSpan Last { get; private set; }

    public TimeSpan Left(int from)
    {
        var beyond = _runs == 0 ? FirstGuess : _beyond / _runs;
        return plan.Skip(from).Aggregate(TimeSpan.Zero, (sum, run) => sum + run.Workload.ExpectedDuration + beyond);
    }

    public void Start() => _began = Stopwatch.GetTimestamp();

    public void Stop(PlannedRun run)
    {
        Last = Stopwatch.GetElapsedTime(_began);
        _beyond += Last - run.Workload.ExpectedDuration;
        _runs++;
    }
}
