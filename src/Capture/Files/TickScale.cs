namespace Wiretax.Capture;

/// <summary>
/// Turns a pcapng timestamp into nanoseconds since the epoch, for any <c>if_tsresol</c> and <c>if_tsoffset</c>.
/// </summary>
internal readonly struct TickScale
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly ulong _multiplier;
    private readonly UInt128 _divisor;
    private readonly int _shift;
    private readonly Int128 _offset;

    /// <param name="resolution">The option's byte: ticks of 10^-n seconds, or of 2^-n when the highest bit is set.</param>
    /// <param name="offsetSeconds">Seconds that are added to each timestamp.</param>
    public TickScale(byte resolution, long offsetSeconds)
    {
        var exponent = resolution & 0x7f;
        _offset = (Int128)offsetSeconds * NanosecondsPerSecond;
        _multiplier = 1;
        _divisor = 1;
        if ((resolution & 0x80) != 0)
        {
            _multiplier = NanosecondsPerSecond;
            _shift = exponent;
            TickNanoseconds = exponent >= 30 ? null : (long)Math.Round(NanosecondsPerSecond / Math.Pow(2, exponent));
        }
        else if (exponent <= 9)
        {
            _multiplier = (ulong)Power(9 - exponent);
            TickNanoseconds = (long)_multiplier;
        }
        else
        {
            // A 64-bit count of ticks of 10^-29 seconds and finer stays below one nanosecond.
            _divisor = Power(Math.Min(exponent - 9, 20));
        }

        var direct = _shift == 0 && _divisor == 1 && _offset == 0;
        DirectMultiplier = direct ? _multiplier : 0;
        DirectEnd = direct ? long.MaxValue / _multiplier + 1 : 0;
    }

    /// <summary>Nanoseconds in a tick; null when a tick is finer than that.</summary>
    public long? TickNanoseconds { get; }

    /// <summary>Below so many ticks, nanoseconds are simply ticks times <see cref="DirectMultiplier"/>; 0 where they never are.</summary>
    public ulong DirectEnd { get; }

    public ulong DirectMultiplier { get; }

    /// <summary>Nanoseconds since the epoch, rounded down, limited to the range of a long.</summary>
    /// <param name="inRange">False when the limit was reached.</param>
    public long ToNanoseconds(ulong ticks, out bool inRange)
    {
        var nanoseconds = (Int128)(((UInt128)ticks * _multiplier) >> _shift) / (Int128)_divisor + _offset;
        inRange = nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue;
        return (long)Int128.Clamp(nanoseconds, long.MinValue, long.MaxValue);
    }

    private static UInt128 Power(int exponent)
    {
        UInt128 power = 1;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }
}
