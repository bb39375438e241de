using Wiretax.Analysis.Comparison;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>
/// Decides before each block whether it is made: until the minimum always, then as long as an interval is wider than
/// asked and neither the maximum nor the time budget is reached.
/// </summary>
internal sealed class StopRule(Scenario scenario)
{
    private readonly Repetition _repeat = scenario.Repeat;
    private int _blocks;
    private Precision? _reached;

    /// <summary>Blocks that are expected in all, by what is known so far.</summary>
    public int ExpectedBlocks => _reached is not { Reached: false } unreached
        ? Math.Max(_blocks, _repeat.Minimum)
        : Math.Clamp(unreached.RunsNeeded ?? _repeat.Maximum, Math.Max(_blocks + 1, _repeat.Minimum), Math.Max(_blocks + 1, _repeat.Maximum));

    /// <summary>Half width of the widest headline interval, relative to its ratio; null while unknown.</summary>
    public double? WidestInterval => _reached?.WidestHalfWidth;

    /// <param name="runs">All captured runs so far.</param>
    public void BlockEnded(IReadOnlyList<RunRecord> runs)
    {
        _blocks++;
        if (_repeat.Precision is { } precision)
            _reached = Precision.Assess(scenario.Baseline, SessionComparison.Measured(runs), precision, SessionComparison.Options(scenario));
    }

    /// <param name="elapsed">Time since the first block began.</param>
    /// <param name="next">How long the next block is estimated to take.</param>
    public bool WantsAnother(TimeSpan elapsed, TimeSpan next)
    {
        if (_blocks < _repeat.Minimum)
            return true;
        return _blocks < _repeat.Maximum
            && _reached is { Reached: false }
            && (_repeat.TimeBudget is not { } budget || elapsed + next <= budget);
    }

    public DesignRecord Describe() => new(
        _blocks, _repeat.Minimum, _repeat.Maximum, _repeat.Precision,
        PrecisionReached: _repeat.Precision is null ? null : _reached is { Reached: true },
        BlocksNeeded: _reached is { Reached: false } unreached ? unreached.RunsNeeded : null);
}
