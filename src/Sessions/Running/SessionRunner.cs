using System.Diagnostics;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>
/// Runs a scenario: builds its paths, makes every run, compares, and leaves the session folder. What was built is
/// taken down however it ends, and what was measured is kept.
/// </summary>
public sealed class SessionRunner(Scenario scenario, SessionFolder folder, SessionSettings settings, ISessionObserver observer)
{
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;
    private readonly MachineWatch _watch = new();
    private readonly RunClock _clock = new();
    private readonly StopRule _stop = new(scenario);
    private readonly List<RunRecord> _runs = [];
    private readonly List<RunRecord> _uncaptured = [];

    /// <summary>Ends early, with what was measured by then, when cancelled.</summary>
    /// <exception cref="SessionException">Nothing could be measured, or the record cannot be written.</exception>
    public async Task<SessionRecord> RunAsync(CancellationToken cancellation)
    {
        using var agents = new SessionAgents();
        await using var paths = new SessionPaths(scenario, settings, agents, observer);
        var execution = new RunExecution(folder, settings.Program, scenario.SnapLength, agents);
        var finished = false;
        try
        {
            await paths.BuildAsync(cancellation);
            if (!paths.AnyBuilt)
                throw new SessionException("No path could be built: " + string.Join(" ", paths.Records.Select(each => $"{each.Name}: {each.Why}")));

            await MeasureAsync(paths, execution, cancellation);
            finished = true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Interrupted: the record of the runs made so far is still written below.
        }
        catch
        {
            TrySave(Record(paths, finished));
            throw;
        }

        var record = Record(paths, finished);
        folder.Save(record);
        return record;
    }

    /// <summary>Keeps what was measured when the session fails; what it failed of is then what the user is told.</summary>
    private void TrySave(SessionRecord record)
    {
        try
        {
            folder.Save(record);
        }
        catch (SessionException)
        {
            // The record of the block before stays.
        }
    }

    private async Task MeasureAsync(SessionPaths paths, RunExecution execution, CancellationToken cancellation)
    {
        var plan = new SessionPlan(scenario, paths.MeasuredNames, settings.Seed, paths.Carries);
        if (plan.IsEmpty)
            throw new SessionException(paths.NothingCarried);

        await MeasureAsync(plan.WarmUp, plan, paths, execution, cancellation);

        var began = Stopwatch.GetTimestamp();
        for (var block = 1; block <= plan.MostBlocks; block++)
        {
            if (!_stop.WantsAnother(Stopwatch.GetElapsedTime(began), _clock.Estimate(plan.Block(block))))
                break;
            await _watch.RestAsync(cancellation);
            await MeasureAsync(plan.Block(block), plan, paths, execution, cancellation);
            _stop.BlockEnded(_runs);
            folder.Save(Record(paths, finished: false));
        }
    }

    private async Task MeasureAsync(
        IReadOnlyList<PlannedRun> runs, SessionPlan plan, SessionPaths paths, RunExecution execution, CancellationToken cancellation)
    {
        for (var at = 0; at < runs.Count; at++)
        {
            var run = runs[at];
            var toCome = runs.Skip(at).Concat(plan.Blocks(run.Block + 1, _stop.ExpectedBlocks)).ToList();
            observer.RunStarting(run, new SessionPosition(
                _clock.Ended + 1, _clock.Ended + toCome.Count, _clock.Estimate(toCome), _stop.WidestInterval));

            _clock.Start();
            var record = await execution.ExecuteAsync(
                paths.Get(run.Path), token => paths.ActivateAsync(run, token), run, scenario.Paths.First(each => each.Name == run.Path).Wire, cancellation);
            _clock.Stop(run);
            observer.RunFinished(run, record, _clock.Last);
            if (!run.IsWarmUp)
                (run.Captured ? _runs : _uncaptured).Add(record);
        }
    }

    private SessionRecord Record(SessionPaths paths, bool finished)
    {
        var (disturbance, design) = (_watch.Finish(), _stop.Describe());
        var record = new SessionRecord
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
            UncapturedRuns = [.. _uncaptured],
            ObserverEffects = ObserverComparison.Of(_runs, SessionComparison.InOrder(scenario, _uncaptured), SessionComparison.Options(scenario).Confidence),
            Design = design,
            Disturbance = disturbance,
            Comparison = SessionComparison.Of(scenario, _runs),
        };
        return record with { Warnings = [.. SessionWarnings.Of(disturbance, design, _runs), .. SessionWarnings.OfPaths(record.Paths), .. SessionWarnings.OfBaseline(record)] };
    }
}
