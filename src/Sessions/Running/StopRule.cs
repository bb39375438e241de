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

    /// <summary>Blocks that are expected in all, by what is known so far.</summary>
    public int ExpectedBlocks { get; private set; } = scenario.Repeat.Minimum;

    /// <summary>Half width of the widest headline interval, relative to its ratio; null while unknown.</summary>
    public double? WidestInterval { get; private set; }

    public void BlockEnded() => _blocks++;

    /// <param name="next">How long the next block is estimated to take.</param>
    public bool WantsAnother(IReadOnlyList<RunRecord> runs, TimeSpan elapsed, TimeSpan next) => _blocks < _repeat.Minimum;

    public DesignRecord Describe() => new(
        _blocks, _repeat.Minimum, _repeat.Maximum, _repeat.Precision, PrecisionReached: null, BlocksNeeded: null);
}
