namespace Wiretax.Analysis.Comparison.Gates;

/// <summary>
/// A build's limit on a comparison: conditions joined by <c>and</c> and <c>or</c>, <c>and</c> binding tighter. It is
/// asked of each candidate by itself, and crossed when any of them crosses it.
/// </summary>
public sealed class Gate
{
    private readonly IReadOnlyList<IReadOnlyList<GateCondition>> _alternatives;

    private Gate(IReadOnlyList<IReadOnlyList<GateCondition>> alternatives) => _alternatives = alternatives;

    /// <exception cref="GateException">It cannot be read.</exception>
    public static Gate Parse(string expression) => new(GateParser.Parse(expression));

    /// <exception cref="GateException">It names a metric that the comparison does not have.</exception>
    public GateOutcome Ask(ComparisonResult comparison)
    {
        var asked = (from candidate in comparison.Candidates
                     where candidate.Name != comparison.Control
                     from alternative in _alternatives
                     select Ask(comparison, candidate, alternative)).ToList();
        var state = asked.Count == 0 ? GateState.Undecided : asked.Max(each => each.State);
        var sentences = asked.Where(each => each.State == state && state != GateState.Clear).SelectMany(each => each.Sentences);
        return new(state, [.. sentences.Distinct()]);
    }

    /// <summary>All conditions must be crossed; one that is clear clears them all.</summary>
    private static GateOutcome Ask(ComparisonResult comparison, CandidateResult candidate, IReadOnlyList<GateCondition> conditions)
    {
        var outcomes = conditions.Select(each => Ask(comparison, candidate, each)).ToList();
        var state = outcomes.Min(each => each.State);
        return new(state, [.. outcomes.Where(each => each.State == state).SelectMany(each => each.Sentences)]);
    }

    /// <summary>One row beyond the limit is enough.</summary>
    private static GateOutcome Ask(ComparisonResult comparison, CandidateResult candidate, GateCondition condition)
    {
        var rows = condition.Rows(comparison, candidate);
        if (rows.Count == 0)
            return new(GateState.Undecided, [$"not decidable: {candidate.Name} has no {condition.Name}."]);
        var state = rows.Max(condition.Of);
        return new(state, [.. rows.Where(each => condition.Of(each) == state).Select(each => condition.Describe(each, candidate))]);
    }
}
