using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions;

/// <summary>One run that is to be made. Block 0 is warm-up and is not counted.</summary>
/// <param name="Captured">False for a run that shows what the capture itself costs.</param>
public sealed record PlannedRun(string Path, Workload Workload, string Direction, int Block, bool Captured = true)
{
    public bool IsWarmUp => Block == 0;
}
