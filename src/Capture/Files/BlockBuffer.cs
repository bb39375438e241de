namespace Wiretax.Capture;

/// <summary>
/// Gathers blocks and writes many at once. Each block states its length in its second 32-bit word, which is how the
/// file is cut back to whole blocks when the disk is full.
/// </summary>
internal sealed class BlockBuffer : IDisposable
{
    private const int Capacity = 1024 * 1024;

    private readonly Stream _stream;
    private readonly string _name;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(Capacity);
    private int _used;
    private long _flushed;
    private bool _failed;
    private bool _disposed;

    public BlockBuffer(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
    }

    public long Length => _flushed + _used;

    public void Add(ReadOnlySpan<byte> block) => block.CopyTo(Reserve(block.Length));

    /// <summary>Room for one block, which the caller fills at once.</summary>
    public Span<byte> Reserve(int length)
    {
        if (length > _buffer.Length - _used)
            MakeRoom(length);
        var room = _buffer.AsSpan(_used, length);
        _used += length;
        return room;
    }

    public void Flush()
    {
        if (_failed)
            throw new IOException($"{_name}: nothing more is written after the failure before.");
        if (_used == 0)
            return;
        try
        {
            _stream.Write(_buffer, 0, _used);
            _stream.Flush();
        }
        catch (IOException exception)
        {
            _failed = true;
            CutToWholeBlocks();
            throw new IOException(
                $"{_name} cannot be written any further ({exception.Message}); what it holds up to {_flushed} bytes is readable.",
                exception);
        }
        _flushed += _used;
        _used = 0;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            if (!_failed)
                Flush();
        }
        finally
        {
            _stream.Dispose();
        }
    }

    private void MakeRoom(int length)
    {
        Flush();
        if (length > _buffer.Length)
            _buffer = GC.AllocateUninitializedArray<byte>(length);
    }

    /// <summary>Keeps of the last write the blocks that reached the file whole.</summary>
    private void CutToWholeBlocks()
    {
        if (!_stream.CanSeek)
            return;
        try
        {
            var written = Math.Min(_stream.Length - _flushed, _used);
            long whole = 0;
            while (whole + 8 <= written)
            {
                var next = whole + BitConverter.ToUInt32(_buffer, (int)whole + 4);
                if (next > written)
                    break;
                whole = next;
            }
            _stream.SetLength(_flushed + whole);
            _flushed += whole;
        }
        catch (IOException)
        {
            // The disk does not even take the cut; a reader finds the truncated block and says so.
        }
        _used = 0;
    }
}
