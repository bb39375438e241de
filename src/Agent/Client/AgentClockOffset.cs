namespace Wiretax.Agent;

/// <summary>How far an agent's clock is ahead of the session's, nanoseconds.</summary>
/// <param name="Uncertainty">The true offset is within this of <paramref name="Offset"/>.</param>
public sealed record AgentClockOffset(long Offset, long Uncertainty);
