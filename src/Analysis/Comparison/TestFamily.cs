using Wiretax.Analysis.Statistics;

namespace Wiretax.Analysis.Comparison;

/// <summary>
/// All tests of a session, corrected together. Most metrics of a workload say the same thing again, so half of the
/// error rate is kept for the headline metrics and the other half is spread over the rest; what a headline has earned
/// passes on to the others. What did not vary is arithmetic and no member.
/// </summary>
internal sealed class TestFamily
{
    private readonly Dictionary<Evidence, double> _shares = [];

    public TestFamily(IEnumerable<Evidence> evidence)
    {
        var tested = evidence.Where(each => each.Estimate is { IsExact: false }).ToList();
        var headlines = tested.Count(each => each.IsHeadline);
        var others = tested.Count - headlines;
        foreach (var each in tested)
        {
            var half = headlines == 0 || others == 0 ? 1 : 0.5;
            _shares[each] = half / (each.IsHeadline ? headlines : others);
        }
        var corrected = Holm.Adjust(tested.ConvertAll(each => each.Estimate!.PValue), tested.ConvertAll(each => _shares[each]));
        foreach (var (each, pValue) in tested.Zip(corrected))
            each.CorrectedPValue = pValue;
    }

    public int Count => _shares.Count;

    /// <summary>The share of the session's error rate that a test has for certain, before any other has claimed.</summary>
    public double Share(Evidence evidence) => _shares[evidence];
}
