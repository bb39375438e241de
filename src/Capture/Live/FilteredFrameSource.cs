namespace Wiretax.Capture;

/// <summary>
/// The frames of another source that match a filter. A file may mix link types: the filter is compiled for each as it
/// first appears. On a link type for which libpcap refuses it (an Ethernet address on raw IP) it matches nothing, and
/// the statistics say how many frames that were. Owns the source it filters.
/// </summary>
public sealed class FilteredFrameSource : IFrameSource
{
    private readonly IFrameSource _source;
    private readonly string _expression;
    private readonly Dictionary<LinkType, Compilation> _compilations = [];
    private LinkType _current;
    private Compilation? _compilation;

    /// <exception cref="CaptureFilterException">The expression is wrong for every link type.</exception>
    public FilteredFrameSource(IFrameSource source, string expression)
    {
        BpfFilter.Check(expression);
        _source = source;
        _expression = expression;
        _current = (LinkType)(-1);
    }

    public CaptureStatistics Statistics => _source.Statistics with { FilterRefusals = [.. Refusals] };

    /// <summary>Frames read from the source, matching or not.</summary>
    public long FramesExamined { get; private set; }

    /// <summary>libpcap's refusal, where no link type that occurred takes the filter; null where one does, or none occurred.</summary>
    public FilterRefusal? RefusalOfAll => _compilations.Values.Any(each => each.Filter is not null) ? null : Refusals.FirstOrDefault();

    private IEnumerable<FilterRefusal> Refusals =>
        from each in _compilations
        where each.Value.Refusal is not null
        select new FilterRefusal(each.Key, each.Value.Frames, each.Value.Refusal!);

    public FrameRead Read(out CapturedFrame frame)
    {
        while (true)
        {
            var read = _source.Read(out frame);
            if (read != FrameRead.Frame)
                return read;
            FramesExamined++;
            if (frame.LinkType != _current)
                Switch(frame.LinkType);
            _compilation!.Frames++;
            if (_compilation.Filter is { } filter && filter.Matches(frame))
                return FrameRead.Frame;
        }
    }

    public void Dispose()
    {
        foreach (var each in _compilations.Values)
            each.Filter?.Dispose();
        _source.Dispose();
    }

    private void Switch(LinkType linkType)
    {
        _current = linkType;
        if (!_compilations.TryGetValue(linkType, out _compilation))
            _compilations.Add(linkType, _compilation = new Compilation(_expression, linkType));
    }

    /// <summary>What became of the expression on one link type, and how many frames of it there were.</summary>
    private sealed class Compilation
    {
        public readonly BpfFilter? Filter;
        public readonly string? Refusal;
        public long Frames;

        public Compilation(string expression, LinkType linkType)
        {
            try
            {
                Filter = BpfFilter.Compile(expression, linkType);
            }
            catch (CaptureFilterException refused)
            {
                Refusal = refused.Message;
            }
        }
    }
}
