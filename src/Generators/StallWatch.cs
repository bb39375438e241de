using System.Diagnostics;
using System.Net.Sockets;

namespace Wiretax.Generators;

/// <summary>
/// Ends a call that waits at a socket while nothing moves there, by closing the socket. What the peer acknowledges moves
/// too: over a slow path a large send buffer drains for long after its last byte was handed over. Where the system does
/// not tell what is acknowledged, what was handed over gets the time that it takes over the slowest link.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    private const int LooksPerTimeout = 8;
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(1);

    private readonly Socket _socket;
    private readonly Timer _timer;
    private readonly Lock _looking = new();
    private long _timeout;
    private long _calls;
    private int _lastSent;
    private bool _stalled;
    private (long Calls, long? Acknowledged) _seen;
    private long _seenAt;

    public StallWatch(Socket socket)
    {
        _socket = socket;
        _timer = new Timer(static state => ((StallWatch)state!).Look(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>Whether it has ended a call.</summary>
    public bool HasEnded => Volatile.Read(ref _stalled);

    /// <summary>How long nothing may move while a call waits.</summary>
    public TimeSpan Limit
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _timeout));
        set
        {
            Volatile.Write(ref _timeout, Math.Max(0, value.Ticks));
            var period = value / LooksPerTimeout is var part && part > ShortestPeriod ? part : ShortestPeriod;
            _timer.Change(period, period);
        }
    }

    /// <summary>A call begins that hands over so many bytes.</summary>
    public void EnterSend(int bytes)
    {
        _lastSent = bytes;
        Enter();
    }

    /// <summary>A call begins.</summary>
    public void Enter() => Volatile.Write(ref _calls, _calls + 1);

    public void Leave() => Volatile.Write(ref _calls, _calls + 1);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_looking)
        {
            var seen = (Calls: Volatile.Read(ref _calls), Acknowledged: TcpInfo.Acknowledged(_socket));
            var waits = seen.Calls % 2 == 1;
            if (!waits || seen != _seen)
            {
                _seen = seen;
                _seenAt = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetElapsedTime(_seenAt) >= (seen.Acknowledged is null ? Limit + LongestDrain() : Limit))
            {
                Volatile.Write(ref _stalled, true);
                _socket.Dispose();
            }
        }
    }

    /// <summary>What the last send handed over and the buffer can hold, over the slowest link.</summary>
    private TimeSpan LongestDrain()
    {
        try
        {
            return _lastSent == 0 ? TimeSpan.Zero : GeneratorLimits.SlowestTransfer((long)_lastSent + _socket.SendBufferSize);
        }
        catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
        {
            return TimeSpan.Zero;
        }
    }
}
