using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions;

/// <summary>One run that is to be made. Block 0 is warm-up and is not counted.</summary>
public sealed record PlannedRun(string Path, Workload Workload, string Direction, int Block)
{
    public bool IsWarmUp => Block == 0;
}
