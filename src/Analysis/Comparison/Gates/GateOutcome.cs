namespace Wiretax.Analysis.Comparison.Gates;

public enum GateState
{
    Clear,

    /// <summary>An interval that the answer depends on is not known.</summary>
    Undecided,
    Crossed,
}

/// <summary>What a gate says of a comparison, with a sentence for each condition that crossed or stays open.</summary>
public sealed record GateOutcome(GateState State, IReadOnlyList<string> Sentences);
