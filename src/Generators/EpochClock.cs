namespace Wiretax.Generators;

/// <summary>The system's clock as moments: nanoseconds since the epoch.</summary>
public static class EpochClock
{
    public static long Now => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Time from now until a moment; negative when it is past.</summary>
    public static TimeSpan Until(long moment) => DateTime.UnixEpoch.AddTicks(moment / TimeSpan.NanosecondsPerTick) - DateTime.UtcNow;

    /// <summary>The moment that lies this far ahead.</summary>
    public static long In(TimeSpan lead) => Now + lead.Ticks * TimeSpan.NanosecondsPerTick;
}
