namespace Wiretax.Capture;

/// <summary>
/// The frames of another source that match a filter. A file may mix link types: the filter is compiled for each as it
/// first appears, and on a link type for which it makes no sense (an Ethernet address on raw IP) it matches nothing.
/// Owns the source it filters.
/// </summary>
public sealed class FilteredFrameSource : IFrameSource
{
    private readonly IFrameSource _source;
    private readonly string _expression;
    private readonly Dictionary<LinkType, BpfFilter?> _filters = [];
    private readonly List<LinkType> _without = [];
    private LinkType _current;
    private BpfFilter? _filter;

    /// <exception cref="CaptureFilterException">The expression is wrong for every link type.</exception>
    public FilteredFrameSource(IFrameSource source, string expression)
    {
        BpfFilter.Check(expression);
        _source = source;
        _expression = expression;
        _current = (LinkType)(-1);
    }

    public CaptureStatistics Statistics => _source.Statistics;

    /// <summary>Frames read from the source, matching or not.</summary>
    public long FramesExamined { get; private set; }

    /// <summary>Link types that occurred and that the filter cannot be applied to.</summary>
    public IReadOnlyList<LinkType> LinkTypesWithoutFilter => _without;

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
            if (_filter is not null && _filter.Matches(frame))
                return FrameRead.Frame;
        }
    }

    public void Dispose()
    {
        foreach (var filter in _filters.Values)
            filter?.Dispose();
        _source.Dispose();
    }

    private void Switch(LinkType linkType)
    {
        _current = linkType;
        if (!_filters.TryGetValue(linkType, out _filter))
            _filters.Add(linkType, _filter = CompileOrNull(linkType));
    }

    private BpfFilter? CompileOrNull(LinkType linkType)
    {
        try
        {
            return BpfFilter.Compile(_expression, linkType);
        }
        catch (CaptureFilterException)
        {
            _without.Add(linkType);
            return null;
        }
    }
}
