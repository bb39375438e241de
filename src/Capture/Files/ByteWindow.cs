using System.Runtime.InteropServices;

namespace Wiretax.Capture;

/// <summary>
/// The bytes of a capture from a cursor on: a buffer that slides along a part of a file, or a stream. Parsers ask for
/// bytes with <see cref="Require"/> and move the cursor. A buffer that fits into the processor's cache is read into
/// again and again, which takes less than mapping the file does (docs/decisions/reading-files.md).
/// </summary>
internal sealed unsafe class ByteWindow : IDisposable
{
    private const int InitialCapacity = 512 * 1024;

    /// <summary>A block of the largest size, and what is looked at behind it.</summary>
    private const int MaxCapacity = CaptureLimits.MaxBlockLength + 1024 * 1024;

    /// <summary>A buffer that was let go, still in the cache of the processor that runs this thread.</summary>
    [ThreadStatic]
    private static byte* _spare;

    /// <summary>Bytes read at once by whoever only looks at a place.</summary>
    private const int Glance = 16 * 1024;

    private readonly IDisposable _owner;
    private readonly int _readAtOnce = int.MaxValue;
    private readonly SharedFile? _file;
    private readonly Stream? _stream;
    private byte* _buffer;
    private long _capacity;
    private long _endOffset;
    private bool _ended;

    /// <summary>The next byte to be parsed.</summary>
    public byte* Cursor;

    /// <summary>Behind the last byte at hand.</summary>
    public byte* End;

    /// <summary>A window over a part of a file, of which it is one user.</summary>
    /// <param name="isGlance">Only a little is looked at, most likely.</param>
    public ByteWindow(SharedFile file, long offset, long length, bool isGlance)
    {
        if (isGlance)
            _readAtOnce = Glance;
        _owner = file;
        _file = file;
        Start = _endOffset = offset;
        Length = length;
    }

    /// <summary>A window that slides along a stream, which it owns.</summary>
    public ByteWindow(Stream stream)
    {
        _owner = stream;
        _stream = stream;
    }

    /// <summary>Offset of the cursor in the input.</summary>
    public long Offset => _endOffset - (End - Cursor);

    /// <summary>The file under the window; null for a stream.</summary>
    public SharedFile? File => _file;

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

    /// <summary>Ends a file's window at an offset that lies behind the cursor.</summary>
    public void EndAt(long offset)
    {
        Length = offset - Start;
        if (offset >= _endOffset)
            return;
        End -= _endOffset - offset;
        _endOffset = offset;
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

    /// <summary>Gives up the buffer, and with it what is at hand; reading goes on behind it.</summary>
    public void LetGo()
    {
        if (_capacity == InitialCapacity && _spare == null)
            _spare = _buffer;
        else
            NativeMemory.Free(_buffer);
        _buffer = Cursor = End = null;
        _capacity = 0;
    }

    private bool Refill(long count)
    {
        if (_ended || count > MaxCapacity)
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
            var read = Read(new Span<byte>(End, (int)Math.Min(_buffer + _capacity - End, _readAtOnce)));
            if (read == 0)
            {
                _ended = true;
                return false;
            }
            End += read;
            _endOffset += read;
        }
        return true;
    }

    /// <summary>Makes a buffer, and doubles it once it is full of data: a length field alone never allocates.</summary>
    private void Grow()
    {
        if (_capacity == 0)
        {
            _capacity = InitialCapacity;
            _buffer = _spare != null ? _spare : (byte*)NativeMemory.Alloc(InitialCapacity);
            _spare = null;
            Cursor = End = _buffer;
            return;
        }
        var used = End - _buffer;
        var behind = Cursor - _buffer;
        _capacity = Math.Min(_capacity * 2, MaxCapacity);
        _buffer = (byte*)NativeMemory.Realloc(_buffer, (nuint)_capacity);
        Cursor = _buffer + behind;
        End = _buffer + used;
    }

    private int Read(Span<byte> into)
    {
        try
        {
            return _file is null
                ? _stream!.Read(into)
                : _file.Read(into[..(int)Math.Min(into.Length, Start + Length!.Value - _endOffset)], _endOffset);
        }
        catch (Exception exception) when (Decompression.IsDamage(exception))
        {
            Failure = exception.Message.TrimEnd('.');
            return 0;
        }
    }

    public void Dispose()
    {
        LetGo();
        _ended = true;
        _owner.Dispose();
    }
}
