namespace Wiretax.Agent;

/// <summary>The system's clock, nanoseconds since the epoch.</summary>
internal static class EpochClock
{
    public static long Now => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
