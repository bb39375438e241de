namespace Wiretax.Generators;

/// <summary>Starts several generators at the same moment: each waits for one point of the system's clock.</summary>
public static class StartBarrier
{
    private static readonly TimeSpan Last = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Sleeps, and for the last 2 ms gives the processor to others only as long as they want it: generators that spun
    /// would hold up those that share their processor. Returns at once when the moment is past.
    /// </summary>
    /// <param name="moment">Nanoseconds since the epoch.</param>
    public static void Wait(long moment, CancellationToken cancellation)
    {
        while (EpochClock.Until(moment) is var left && left > TimeSpan.Zero)
        {
            if (left > Last)
                cancellation.WaitHandle.WaitOne(left - Last);
            else
                Thread.Yield();
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
