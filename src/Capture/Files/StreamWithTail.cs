namespace Wiretax.Capture;

/// <summary>
/// A stream that gives its last bytes one by one. So a reader that takes whatever it gets, and does not say how much of
/// it was of use, has taken but one byte too many when it stops among them.
/// </summary>
/// <param name="rest">Is owned.</param>
internal sealed class StreamWithTail(Stream rest) : ReadOnlyStream
{
    private const int TailLength = 8 * 1024;

    private readonly byte[] _buffer = new byte[8 * TailLength];
    private int _start;
    private int _end;

    /// <summary>All that is left lies in the buffer.</summary>
    private bool _isTail;

    /// <summary>The byte given last, where it was given alone and nothing was asked for since.</summary>
    private byte? _last;

    /// <summary>More was asked for than there is.</summary>
    public bool WasAskedBeyondEnd { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        Fill();
        var count = Math.Min(buffer.Length, _isTail ? Math.Min(_end - _start, 1) : _end - _start - TailLength);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        WasAskedBeyondEnd |= count == 0 && !buffer.IsEmpty;
        _last = _isTail && count == 1 ? _buffer[_start] : null;
        _start += count;
        return count;
    }

    /// <summary>
    /// Reads to the end what is left: true when it, or the byte given last, is other than zero. Not known is what was of
    /// no use among the bytes before the tail.
    /// </summary>
    public bool HasRestOtherThanZeros()
    {
        if (_last is > 0)
            return true;
        while (_start < _end)
        {
            if (_buffer.AsSpan(_start, _end - _start).ContainsAnyExcept((byte)0))
                return true;
            _start = _end;
            Fill();
        }
        return false;
    }

    /// <summary>Sees to it that more than the tail is at hand, or all that is left.</summary>
    private void Fill()
    {
        if (_isTail || _end - _start > TailLength)
            return;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (!_isTail && _end <= TailLength)
        {
            var read = rest.Read(_buffer.AsSpan(_end));
            _isTail = read == 0;
            _end += read;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }
}
