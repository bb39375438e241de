namespace Wiretax.Sessions.Scenarios;

/// <summary>How often a session repeats its block of runs, and when it may stop.</summary>
public sealed record Repetition
{
    public const int Most = 1000;

    /// <summary>Blocks that are made in any case.</summary>
    public required int Minimum { get; init; }

    /// <summary>Blocks that are never exceeded.</summary>
    public required int Maximum { get; init; }

    /// <summary>
    /// Half the width that each ratio's confidence interval may have, relative to the ratio (0.05 for 5 %); null makes
    /// exactly <see cref="Minimum"/> blocks.
    /// </summary>
    public double? Precision { get; init; }

    /// <summary>No block is begun that would not end within this time from the first one; null for no limit.</summary>
    public TimeSpan? TimeBudget { get; init; }

    public static Repetition Exactly(int blocks) => new() { Minimum = blocks, Maximum = blocks };
}
