using System.Runtime.InteropServices;

namespace Wiretax.Capture;

/// <summary>
/// The bytes of a capture from a cursor on. A mapped file is one window over all of it; a stream is a buffer that
/// slides along. Parsers see no difference: they ask for bytes with <see cref="Require"/> and move the cursor.
/// </summary>
internal sealed unsafe class ByteWindow : IDisposable
{
    private const int InitialCapacity = 1024 * 1024;

    /// <summary>A block of the largest size, and what is looked at behind it.</summary>
    private const int MaxCapacity = CaptureLimits.MaxBlockLength + 1024 * 1024;

    /// <summary>Mapped bytes are walked, and given up again, in steps of this size.</summary>
    private const long MappedStep = 2 * 1024 * 1024;

    private readonly IDisposable _owner;
    private readonly MappedFile? _mapped;
    private readonly bool _isKept;
    private byte* _mappedEnd;
    private readonly Stream? _stream;
    private byte* _buffer;
    private long _capacity;
    private long _endOffset;
    private bool _streamEnded;

    /// <summary>The next byte to be parsed.</summary>
    public byte* Cursor;

    /// <summary>Behind the last byte at hand.</summary>
    public byte* End;

    /// <summary>A window over a part of a mapped file, of which it is one user.</summary>
    /// <param name="isKept">What has been read stays mapped, for somebody else to give up.</param>
    public ByteWindow(MappedFile mapped, long offset, long length, bool isKept)
    {
        _isKept = isKept;
        _owner = mapped;
        _mapped = mapped;
        _buffer = Cursor = End = mapped.Start + offset;
        _mappedEnd = End + length;
        Start = _endOffset = offset;
        Length = length;
    }

    /// <summary>A window that slides along a stream, which it owns.</summary>
    public ByteWindow(Stream stream)
    {
        _owner = stream;
        _stream = stream;
        _capacity = InitialCapacity;
        _buffer = (byte*)NativeMemory.Alloc(InitialCapacity);
        Cursor = End = _buffer;
    }

    /// <summary>Offset of the cursor in the input.</summary>
    public long Offset => _endOffset - (End - Cursor);

    /// <summary>The file under the window; null for a stream.</summary>
    public MappedFile? Mapped => _mapped;

    /// <summary>Offset of the window's first byte in the input.</summary>
    public long Start { get; }

    /// <summary>Bytes in the window from its start to its end; null for a stream.</summary>
    public long? Length { get; private set; }

    /// <summary>What ended the input early, in one clause; null for a proper end.</summary>
    public string? Failure { get; private set; }

    /// <summary>Bytes at hand behind the cursor.</summary>
    public long Available => End - Cursor;

    /// <summary>
    /// Sees to it that <paramref name="count"/> bytes lie behind the cursor; false when the input ends before.
    /// May move <see cref="Cursor"/> and <see cref="End"/>. At most a block of the largest size can be asked for.
    /// </summary>
    public bool Require(long count) => End - Cursor >= count || Refill(count);

    /// <summary>Ends a mapped window at an offset that lies behind the cursor.</summary>
    public void EndAt(long offset)
    {
        _mappedEnd = Cursor + (offset - Offset);
        _endOffset = Math.Min(_endOffset, offset);
        End = End < _mappedEnd ? End : _mappedEnd;
        Length = offset - Start;
    }

    /// <summary>Moves the cursor on; false when the input ends before.</summary>
    public bool Skip(long count)
    {
        while (true)
        {
            var step = Math.Min(count, Available);
            Cursor += step;
            count -= step;
            if (count == 0)
                return true;
            if (!Require(1))
                return false;
        }
    }

    private bool Refill(long count) => _mapped is null ? RefillFromStream(count) : Advance(count);

    /// <summary>Moves the end of a mapped window on, and gives up what lies well behind the cursor.</summary>
    private bool Advance(long count)
    {
        var end = End + Math.Min(_mappedEnd - End, Math.Max(MappedStep, count));
        _endOffset += end - End;
        End = end;
        if (!_isKept && (Cursor - _buffer >= MappedStep || Cursor == _mappedEnd))
        {
            MappedFile.Release(_buffer, Cursor);
            _buffer = Cursor;
        }
        return End - Cursor >= count;
    }

    private bool RefillFromStream(long count)
    {
        if (_streamEnded || count > MaxCapacity)
            return false;

        var kept = End - Cursor;
        if (_buffer + _capacity - Cursor < count && Cursor != _buffer)
        {
            Buffer.MemoryCopy(Cursor, _buffer, _capacity, kept);
            Cursor = _buffer;
            End = _buffer + kept;
        }

        while (End - Cursor < count)
        {
            if (End - _buffer == _capacity)
                Grow();
            var read = ReadStream(new Span<byte>(End, (int)(_buffer + _capacity - End)));
            if (read == 0)
            {
                _streamEnded = true;
                return false;
            }
            End += read;
            _endOffset += read;
        }
        return true;
    }

    /// <summary>Doubles the buffer once it is full of data: a length field alone never allocates.</summary>
    private void Grow()
    {
        var used = End - _buffer;
        _capacity = Math.Min(_capacity * 2, MaxCapacity);
        var behind = Cursor - _buffer;
        _buffer = (byte*)NativeMemory.Realloc(_buffer, (nuint)_capacity);
        Cursor = _buffer + behind;
        End = _buffer + used;
    }

    private int ReadStream(Span<byte> into)
    {
        try
        {
            return _stream!.Read(into);
        }
        catch (Exception exception) when (Decompression.IsDamage(exception))
        {
            Failure = exception.Message.TrimEnd('.');
            return 0;
        }
    }

    public void Dispose()
    {
        if (_stream is not null && _buffer != null)
            NativeMemory.Free(_buffer);
        _buffer = null;
        Cursor = End = null;
        _streamEnded = true;
        _owner.Dispose();
    }
}
