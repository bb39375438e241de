namespace Wiretax.Generators;

/// <summary>Starts several generators at the same moment: each waits for one point of the system's clock.</summary>
public static class StartBarrier
{
    private const long NanosecondsPerTick = 100;
    private static readonly TimeSpan Last = TimeSpan.FromMilliseconds(2);

    /// <summary>The moment that lies this far ahead, nanoseconds since the epoch.</summary>
    public static long In(TimeSpan lead) => (DateTime.UtcNow - DateTime.UnixEpoch + lead).Ticks * NanosecondsPerTick;

    /// <summary>
    /// Sleeps, and for the last 2 ms gives the processor to others only as long as they want it: generators that spun
    /// would hold up those that share their processor. Returns at once when the moment is past.
    /// </summary>
    /// <param name="moment">Nanoseconds since the epoch.</param>
    public static void Wait(long moment, CancellationToken cancellation)
    {
        var at = DateTime.UnixEpoch.AddTicks(moment / NanosecondsPerTick);
        while (at - DateTime.UtcNow is var left && left > TimeSpan.Zero)
        {
            if (left > Last)
                cancellation.WaitHandle.WaitOne(left - Last);
            else
                Thread.Yield();
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
