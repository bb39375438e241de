using System.Diagnostics;

namespace Wiretax.Sessions.Running;

/// <summary>
/// Estimates how long runs take: what their workloads must take, and for each run the mean of what the runs so far
/// took beyond that.
/// </summary>
internal sealed class RunClock
{
    private static readonly TimeSpan FirstGuess = TimeSpan.FromMilliseconds(500);

    private long _began;
    private TimeSpan _beyond;

    /// <summary>Runs that have ended.</summary>
    public int Ended { get; private set; }

    /// <summary>How long the last run took.</summary>
    public TimeSpan Last { get; private set; }

    public TimeSpan Estimate(IEnumerable<PlannedRun> runs)
    {
        var beyond = Ended == 0 ? FirstGuess : _beyond / Ended;
        return runs.Aggregate(TimeSpan.Zero, (sum, run) => sum + run.Workload.ExpectedDuration + beyond);
    }

    public void Start() => _began = Stopwatch.GetTimestamp();

    public void Stop(PlannedRun run)
    {
        Last = Stopwatch.GetElapsedTime(_began);
        _beyond += Last - run.Workload.ExpectedDuration;
        Ended++;
    }
}
