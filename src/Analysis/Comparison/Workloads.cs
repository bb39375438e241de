namespace Wiretax.Analysis.Comparison;

/// <summary>Names of workloads that mean something to a comparison.</summary>
public static class Workloads
{
    /// <summary>A capture that somebody brought: what it holds was not made by a workload of a session.</summary>
    public const string Capture = "capture";
}
