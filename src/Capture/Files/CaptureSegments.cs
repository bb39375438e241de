namespace Wiretax.Capture;

/// <summary>How a file is cut.</summary>
public readonly record struct CaptureSegmentOptions()
{
    /// <summary>Segments at most.</summary>
    public int Count { get; init; } = Environment.ProcessorCount;

    /// <summary>Threads that look for places to cut at.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>As for <see cref="CaptureFile.OpenUntil"/>, where it is a pipe.</summary>
    public CancellationToken Interruption { get; init; }

    /// <summary>Bytes of a segment at least, in a capture of headers; four times that in others. Smaller files stay whole.</summary>
    public long MinBytes { get; init; } = 4 * 1024 * 1024;
}

/// <summary>
/// A capture file cut at record boundaries into parts that can be read side by side, each by one thread. Neither
/// format marks its records, so a boundary is found by validation: a place where records follow one another for longer
/// than the largest record is. That is strong evidence; the proof comes from reading. Each segment ends where the next
/// one begins, so a cut is right exactly if the reader before it arrives there with a whole record, as it began with
/// one. <see cref="IsProven"/> tells, once all segments have been read to their end, that the segments gave the same
/// frames as the whole file would have; otherwise the caller reads the file again from <see cref="CaptureFile.Open(string)"/>.
/// It is false also for the rare files whose parts are not independent: damage before the last segment, sections or
/// interfaces described after the first frame, frames without a time, drops told frame by frame.
/// </summary>
public sealed class CaptureSegments : IDisposable
{
    private readonly CaptureFileSource[] _sources;

    internal CaptureSegments(CaptureFileSource[] sources) => _sources = sources;

    /// <summary>The segments in file order: at least one. Each is read by one thread at a time.</summary>
    public IReadOnlyList<CaptureFileSource> Sources => _sources;

    /// <summary>True when all segments have been read to their end and together are the file, frame by frame.</summary>
    public bool IsProven =>
        Array.TrueForAll(_sources, each => !each.DependsOnOthers) && Array.TrueForAll(_sources[..^1], each => each.IsExact);

    /// <summary>What the whole file says about itself; complete once all segments have been read.</summary>
    public CaptureStatistics Statistics
    {
        get
        {
            var parts = Array.ConvertAll(_sources, each => each.Statistics);
            var interfaces = parts[^1].Interfaces.ToArray();
            for (var i = 0; i < interfaces.Length; i++)
                interfaces[i] = Join(parts.Where(part => i < part.Interfaces.Count).Select(part => part.Interfaces[i]));
            return new CaptureStatistics
            {
                Interfaces = interfaces,
                Damages = [.. parts.SelectMany(part => part.Damages).Take(CaptureLimits.MaxStoredDamages)],
                DamageCount = parts.Sum(part => part.DamageCount),
                Comments = [.. parts.SelectMany(part => part.Comments).Take(CaptureLimits.MaxStoredComments)],
                UntimedFrames = parts.Sum(part => part.UntimedFrames),
            };
        }
    }

    /// <summary>Gives up the memory of a segment that has been read to its end; what it tells of itself stays.</summary>
    public void LetGo(int segment) => _sources[segment].LetGo();

    public void Dispose()
    {
        foreach (var each in _sources)
            each.Dispose();
    }

    /// <param name="whole">Stands at the file's beginning; becomes the first segment.</param>
    internal static CaptureSegments Cut(CaptureFileSource whole, CaptureSegmentOptions options)
    {
        if (whole.File is not { } file)
            return new CaptureSegments([whole]);
        var count = (int)Math.Clamp(file.Length / Math.Max(options.MinBytes * whole.SegmentScale, 1), 1, Math.Max(options.Count, 1));
        if (count == 1 || !whole.ReadPreamble())
            return new CaptureSegments([whole]);

        var cuts = FindCuts(file, whole, count, options);
        var sources = new List<CaptureFileSource> { whole };
        for (var i = 0; i < cuts.Count; i++)
        {
            var end = i + 1 < cuts.Count ? cuts[i + 1] : file.Length;
            sources.Add(whole.Continue(file.Window(cuts[i], end - cuts[i])));
        }
        if (cuts.Count > 0)
            whole.EndAt(cuts[0]);
        return new CaptureSegments([.. sources]);
    }

    /// <summary>In order, as far as the file can be cut: where one place to begin is not found, none behind it is.</summary>
    private static List<long> FindCuts(SharedFile file, CaptureFileSource whole, int count, CaptureSegmentOptions options)
    {
        var found = new long?[count];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        Parallel.For(1, count, threads, (at, state) =>
        {
            found[at] = FindCut(file, whole, (long)((Int128)file.Length * at / count));
            if (found[at] is null)
                state.Break();
        });

        var cuts = new List<long>();
        foreach (var cut in found.Skip(1).TakeWhile(each => each is not null))
        {
            if (cut > (cuts.Count > 0 ? cuts[^1] : whole.Offset))
                cuts.Add(cut.Value);
        }
        return cuts;
    }

    private static long? FindCut(SharedFile file, CaptureFileSource whole, long target)
    {
        using var scout = whole.Continue(file.Window(target, file.Length - target, isGlance: true));
        return scout.SeekRecord() && scout.Offset < file.Length ? scout.Offset : null;
    }

    /// <summary>Counters are stated for the whole file: the last statement holds.</summary>
    private static CaptureInterface Join(IEnumerable<CaptureInterface> parts) => parts.Aggregate((before, after) => after with
    {
        Received = after.Received ?? before.Received,
        DroppedByKernel = after.DroppedByKernel ?? before.DroppedByKernel,
        DroppedByInterface = after.DroppedByInterface ?? before.DroppedByInterface,
    });
}
