using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>Transfers of several pairs in one capture: when each flowed, and what each moved while all did.</summary>
/// <param name="Pairs">In the order that was asked for.</param>
public sealed record PairActivity(IReadOnlyList<PairTransfer> Pairs)
{
    internal const double NanosecondsPerSecond = 1e9;

    /// <summary>From the first data frame of the first pair to that of the last; null where a pair has none.</summary>
    public double? StartSkewSeconds => (LastStart - Pairs.Min(each => each.FirstNanoseconds)) / NanosecondsPerSecond;

    /// <summary>The interval in which all pairs were active, seconds; null where they never were.</summary>
    public double? AllActiveSeconds => FirstEnd - LastStart is > 0 and var span ? span / NanosecondsPerSecond : null;

    /// <summary>Content bits per second of all pairs together while all were active.</summary>
    public double? GoodputBitsPerSecond => AllActiveSeconds is { } seconds ? Pairs.Sum(each => each.BytesWhileAllActive) * 8 / seconds : null;

    private long? LastStart => Pairs.All(each => each.FirstNanoseconds is not null) ? Pairs.Max(each => each.FirstNanoseconds) : null;
    private long? FirstEnd => Pairs.Min(each => each.LastNanoseconds);

    /// <summary>Seconds from the first data frame of all to this pair's.</summary>
    public double? StartSeconds(PairTransfer pair) => (pair.FirstNanoseconds - Pairs.Min(each => each.FirstNanoseconds)) / NanosecondsPerSecond;

    public double? GoodputOf(PairTransfer pair) => AllActiveSeconds is { } seconds ? pair.BytesWhileAllActive * 8 / seconds : null;

    /// <summary>Reads a capture twice: when the pairs flowed is known only at its end.</summary>
    /// <param name="open">Opens it at its beginning.</param>
    public static PairActivity Read(Func<IFrameSource> open, IReadOnlyList<StreamDirection> directions, CancellationToken cancellation)
    {
        var first = new long?[directions.Count];
        var last = new long?[directions.Count];
        var halves = Follow(open, directions, (pair, time, _) =>
        {
            first[pair] ??= time;
            last[pair] = time;
        }, cancellation);

        var bytes = new long[directions.Count];
        var (begin, end) = (first.Max(), last.Min());
        if (first.All(each => each is not null) && begin < end)
        {
            // What comes with the frame that opens the interval came before it.
            Follow(open, directions, (pair, time, content) => bytes[pair] += time > begin && time <= end ? content : 0, cancellation);
        }
        return new PairActivity([.. directions.Select((_, pair) => new PairTransfer(first[pair], last[pair], bytes[pair], halves[pair].HeaderLength))]);
    }

    private static StreamHalf[] Follow(
        Func<IFrameSource> open, IReadOnlyList<StreamDirection> directions, Action<int, long, int> content, CancellationToken cancellation)
    {
        var halves = directions.Select(each => new StreamHalf(each)).ToArray();
        var layers = default(FrameLayers);
        using var source = open();
        while (source.Read(out var frame) == FrameRead.Frame)
        {
            cancellation.ThrowIfCancellationRequested();
            FrameDissector.Dissect(frame, ref layers);
            for (var pair = 0; pair < halves.Length; pair++)
            {
                if (halves[pair].Advance(frame, layers) is > 0 and var bytes)
                    content(pair, frame.TimestampNanoseconds, bytes);
            }
        }
        return halves;
    }
}

/// <summary>One pair's transfer. Times are of its first and last frame with new content, since the epoch; null without any.</summary>
/// <param name="TcpHeaderLength">Of its frames with content, options included, bytes.</param>
public sealed record PairTransfer(long? FirstNanoseconds, long? LastNanoseconds, long BytesWhileAllActive, int? TcpHeaderLength)
{
    public double? ActiveSeconds => (LastNanoseconds - FirstNanoseconds) / PairActivity.NanosecondsPerSecond;
}
