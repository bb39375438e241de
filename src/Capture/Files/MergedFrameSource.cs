namespace Wiretax.Capture;

/// <summary>
/// Several sources as one, in order of time; frames of equal time come in the order of the sources. Each source keeps
/// its own order: one whose time runs backwards is not sorted. The interfaces of all sources count on, and a source's
/// name stands before the causes of its damages.
/// </summary>
public sealed class MergedFrameSource : IFrameSource
{
    private const int Unseen = -1;

    private readonly Input[] _inputs;
    private readonly PriorityQueue<int, (long Nanoseconds, int Input)> _pending = new();
    private readonly List<(int Input, int Interface)> _interfaces = [];
    private int _toRefill;
    private bool _started;

    /// <param name="sources">Are disposed with this one. Each has the name that messages call it.</param>
    public MergedFrameSource(IReadOnlyList<(string Name, IFrameSource Source)> sources)
    {
        _inputs = [.. sources.Select(each => new Input(each.Name, each.Source))];
        _pending.EnsureCapacity(_inputs.Length);
    }

    public FrameRead Read(out CapturedFrame frame)
    {
        frame = default;
        // A source is read on only when its frame has been used: then its bytes may go.
        for (; !_started && _toRefill < _inputs.Length; _toRefill++)
        {
            if (!Refill(_toRefill))
                return FrameRead.Timeout;
        }
        if (_started && _toRefill != Unseen && !Refill(_toRefill))
            return FrameRead.Timeout;
        _started = true;
        _toRefill = Unseen;

        if (!_pending.TryDequeue(out var at, out _))
            return FrameRead.End;
        _toRefill = at;
        var input = _inputs[at];
        frame = new CapturedFrame(
            input.Data.AsSpan(0, input.Length), input.OriginalLength, input.Nanoseconds, input.LinkType, PlaceOf(at, input.Interface));
        return FrameRead.Frame;
    }

    public CaptureStatistics Statistics
    {
        get
        {
            var parts = Array.ConvertAll(_inputs, each => each.Source.Statistics);
            var unseen = parts.SelectMany((part, input) => part.Interfaces.Select((_, at) => (Input: input, Interface: at)))
                .Except(_interfaces);
            return new CaptureStatistics
            {
                Interfaces = [.. _interfaces.Concat(unseen).Select(each => parts[each.Input].Interfaces[each.Interface])],
                Damages = [.. parts.SelectMany((part, input) =>
                    part.Damages.Select(each => each with { Cause = $"{_inputs[input].Name}: {each.Cause}" }))],
                DamageCount = parts.Sum(each => each.DamageCount),
                Comments = [.. parts.SelectMany(each => each.Comments)],
                UntimedFrames = parts.Sum(each => each.UntimedFrames),
            };
        }
    }

    public void Dispose()
    {
        foreach (var each in _inputs)
            each.Source.Dispose();
    }

    /// <summary>Takes an input's next frame, if it has one; false when it may have one later.</summary>
    private bool Refill(int at)
    {
        var input = _inputs[at];
        var read = input.Source.Read(out var frame);
        if (read == FrameRead.Frame)
        {
            input.Keep(frame);
            _pending.Enqueue(at, (input.Nanoseconds, at));
        }
        return read != FrameRead.Timeout;
    }

    private FrameInterface PlaceOf(int at, FrameInterface @interface)
    {
        var index = IndexOf(at, @interface.Index);
        return _inputs.Length > 1 || @interface.IsOneOfSeveral ? FrameInterface.OneOfSeveral(index) : default;
    }

    private int IndexOf(int at, int @interface)
    {
        var known = _inputs[at].Indices;
        while (known.Count <= @interface)
            known.Add(Unseen);
        if (known[@interface] == Unseen)
        {
            known[@interface] = _interfaces.Count;
            _interfaces.Add((at, @interface));
        }
        return known[@interface];
    }

    /// <summary>A source and its next frame, copied: a span cannot be kept, and the copy stays in the cache.</summary>
    private sealed class Input(string name, IFrameSource source)
    {
        public string Name { get; } = name;
        public IFrameSource Source { get; } = source;

        /// <summary>Index in the merged capture of each of the source's interfaces.</summary>
        public List<int> Indices { get; } = [];

        public byte[] Data { get; private set; } = new byte[2048];
        public int Length { get; private set; }
        public uint OriginalLength { get; private set; }
        public long Nanoseconds { get; private set; }
        public LinkType LinkType { get; private set; }
        public FrameInterface Interface { get; private set; }

        public void Keep(in CapturedFrame frame)
        {
            if (frame.Data.Length > Data.Length)
                Data = new byte[Math.Max(frame.Data.Length, 2 * Data.Length)];
            frame.Data.CopyTo(Data);
            Length = frame.Data.Length;
            OriginalLength = frame.OriginalLength;
            Nanoseconds = frame.TimestampNanoseconds;
            LinkType = frame.LinkType;
            Interface = frame.Interface;
        }
    }
}
