using Wiretax.Analysis.Comparison;
using Wiretax.Paths;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>
/// Runs a scenario: builds its paths, makes every run, compares, and leaves the session folder. What was built is
/// taken down however it ends, and what was measured is kept.
/// </summary>
public sealed class SessionRunner(Scenario scenario, SessionFolder folder, SessionSettings settings, ISessionObserver observer)
{
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;
    private readonly List<RunRecord> _runs = [];

    /// <summary>Ends early, with what was measured by then, when cancelled.</summary>
    /// <exception cref="SessionException">Nothing could be measured, or the record cannot be written.</exception>
    public async Task<SessionRecord> RunAsync(CancellationToken cancellation)
    {
        await using var paths = new SessionPaths(scenario, settings, observer);
        var finished = false;
        try
        {
            await paths.BuildAsync(cancellation);
            if (paths.Built.Count == 0)
                throw new SessionException("No path could be built: " + string.Join(" ", paths.Records.Select(each => $"{each.Name}: {each.Why}")));

            await MeasureAsync(paths, cancellation);
            finished = true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Interrupted: the record of the runs made so far is still written below.
        }

        var record = Record(paths, finished);
        folder.Save(record);
        return record;
    }

    private async Task MeasureAsync(SessionPaths paths, CancellationToken cancellation)
    {
        var execution = new RunExecution(folder, settings.Program, scenario.SnapLength);
        var plan = SessionPlan.Create(scenario, [.. paths.Built.Select(each => each.Name)], settings.Seed);
        var clock = new RunClock(plan);

        for (var at = 0; at < plan.Count; at++)
        {
            var run = plan[at];
            observer.RunStarting(run, at + 1, plan.Count, clock.Left(at));
            clock.Start();
            var record = await execution.ExecuteAsync(paths.Get(run.Path), run, cancellation);
            clock.Stop(run);
            observer.RunFinished(run, record, clock.Last);

            if (run.IsWarmUp)
                continue;
            _runs.Add(record);
            if (at + 1 < plan.Count && plan[at + 1].Block != run.Block)
                folder.Save(Record(paths, finished: false));
        }
    }

    private SessionRecord Record(SessionPaths paths, bool finished) => new()
    {
        Scenario = scenario.Name,
        Baseline = scenario.Baseline,
        StartedAt = _startedAt,
        DurationSeconds = (DateTimeOffset.UtcNow - _startedAt).TotalSeconds,
        Finished = finished,
        Seed = settings.Seed,
        Environment = settings.Environment,
        WarmUp = scenario.WarmUp,
        Workloads = [.. scenario.Workloads.Select(each => new WorkloadRecord(each.Name, each.Kind, each.Describe()))],
        Paths = paths.Records,
        Runs = [.. _runs],
        Comparison = SessionComparison.Of(scenario.Baseline, _runs),
    };
}
