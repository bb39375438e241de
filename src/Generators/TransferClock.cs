using System.Diagnostics;

namespace Wiretax.Generators;

/// <summary>Time and this process's CPU time since <see cref="Start"/>.</summary>
internal readonly struct TransferClock
{
    private readonly long _started;
    private readonly TimeSpan _cpuAtStart;

    private TransferClock(long started, TimeSpan cpuAtStart)
    {
        _started = started;
        _cpuAtStart = cpuAtStart;
    }

    public static TransferClock Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

    public double Seconds => Stopwatch.GetElapsedTime(_started).TotalSeconds;

    /// <summary>User and system time of all threads, seconds.</summary>
    public double CpuSeconds => (Environment.CpuUsage.TotalTime - _cpuAtStart).TotalSeconds;
}
