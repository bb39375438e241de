using CsCheck;
using Wiretax.Analysis.Accounting;

namespace Wiretax.Tests.Analysis.Accounting;

public sealed class SetAndDistributionTests
{
    [Fact]
    public void Seen_bytes_are_a_set_of_numbers() => Gen.Select(Gen.Int[0, 200], Gen.Int[0, 30]).List[0, 40].Sample(
        ranges =>
        {
            var seen = new SeenBytes();
            var set = new HashSet<int>();
            foreach (var (start, length) in ranges)
            {
                var before = set.Count;
                set.UnionWith(Enumerable.Range(start, length));
                Assert.Equal(set.Count - before, seen.Add(start, start + length));
            }
            Assert.Equal(set.Count, seen.Count);
            for (var from = 0; from < 230; from += 23)
                Assert.Equal(Enumerable.Range(from, 57).Count(each => !set.Contains(each)), seen.Missing(from, from + 57));
        });

    [Fact]
    public void More_holes_than_are_kept_count_as_never_seen()
    {
        var seen = new SeenBytes();
        for (var at = 0; at < IntervalList.MaxIntervals + 100; at++)
            seen.Add(at * 10, at * 10 + 4);

        Assert.Equal(4 * (IntervalList.MaxIntervals + 100), seen.Count);
        Assert.Equal(6 * (IntervalList.MaxIntervals + 99), seen.Missing(0, (IntervalList.MaxIntervals + 99) * 10 + 4));
    }

    [Fact]
    public void Quantiles_of_many_samples_are_within_the_stated_error() => Gen.Long[0, 20_000_000_000].List[65, 2000].Sample(
        samples =>
        {
            var rtt = new RttDistribution();
            foreach (var sample in samples)
                rtt.Add(sample);
            var sorted = samples.Order().ToList();
            Assert.Equal(sorted[0] / 1e9, rtt.ToSummary().Min);
            foreach (var quantile in (double[])[0.1, 0.9, 0.99, 1])
            {
                var exact = sorted[Math.Max(1, (int)Math.Ceiling(quantile * sorted.Count)) - 1];
                Assert.InRange(rtt.Quantile(quantile), exact * 0.992 - 1, exact * 1.008 + 1);
            }
        },
        iter: 200);

    /// <summary>Also some that do not fit into 32 bits.</summary>
    private static readonly Gen<long> Samples = Gen.Frequency((9, Gen.Long[0, 1_000_000]), (1, Gen.Long[4_000_000_000, 9_000_000_000]));

    [Fact]
    public void Quantiles_of_few_samples_are_exact() => Samples.List[1, RttDistribution.ExactSamples].Sample(samples =>
    {
        var rtt = new RttDistribution();
        samples.ForEach(rtt.Add);
        var sorted = samples.Order().ToList();
        Assert.Equal(sorted[0] / 1e9, rtt.ToSummary().Min);
        Assert.Equal((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2.0, rtt.Quantile(0.5));
        Assert.Equal(sorted[^1], rtt.Quantile(1));
    });

    [Fact]
    public void Samples_put_away_in_blocks_are_still_there() => Gen.Select(Samples.List[0, 600], Samples.List[0, 300]).Sample(
        (first, second) =>
        {
            var (parts, later, all, whole) = (new RttSamples(), new RttSamples(), new RttDistribution(), new RttDistribution());
            first.ForEach(each => parts.Add(each));
            second.ForEach(each => later.Add(each));
            parts.Merge(later);
            parts.AddTo(all);
            first.Concat(second).ToList().ForEach(whole.Add);
            Assert.Equal(whole.Count, all.Count);
            if (whole.Count > 0)
                Assert.Equal(whole.ToSummary(), all.ToSummary());
        },
        iter: 500);

    [Fact]
    public void Distributions_merge_into_that_of_all_samples() => Gen.Select(Samples.List[0, 200], Samples.List[1, 200]).Sample(
        (left, right) =>
        {
            var (first, second, whole) = (new RttDistribution(), new RttDistribution(), new RttDistribution());
            left.ForEach(first.Add);
            right.ForEach(second.Add);
            left.Concat(right).ToList().ForEach(whole.Add);
            first.Merge(second);
            Assert.Equal(whole.ToSummary(), first.ToSummary());
        },
        iter: 500);
}
