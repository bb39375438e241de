using Wiretax.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Statistics;

/// <summary>Noise of known kinds on a run's duration: a factor whose distribution is the same on both sides.</summary>
internal sealed class SimulatedNoise(ulong seed)
{
    public static readonly string[] Kinds = ["log-normal", "normal", "heavy-tailed", "skewed", "disturbed", "drifting"];

    private SplitMix64 _random = new(seed);

    /// <summary>One block's factors for baseline and candidate.</summary>
    public (double Baseline, double Candidate) Block(string kind)
    {
        var drift = kind == "drifting" ? Math.Exp(0.3 * Normal()) : 1;
        return (drift * Factor(kind), drift * Factor(kind));
    }

    public double Normal()
    {
        // Box and Muller's transform.
        var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * _random.NextDouble());
    }

    private double Factor(string kind) => kind switch
    {
        "log-normal" => Math.Exp(0.2 * Normal()),
        "normal" => 1 + (0.05 * Normal()),
        // Student's t with 4 degrees of freedom.
        "heavy-tailed" => Math.Exp(0.05 * Normal() / Math.Sqrt((Exponential() + Exponential()) / 2)),
        // A floor with exponential delays above it, as round-trip times have.
        "skewed" => 1 + (0.1 * Exponential()),
        // Every twentieth run is hit by something and takes half as long again.
        "disturbed" => (1 + (0.03 * Normal())) * (_random.NextDouble() < 0.05 ? 1.5 : 1),
        "drifting" => 1 + (0.05 * Normal()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private double Exponential() => -Math.Log(1 - _random.NextDouble());
}
