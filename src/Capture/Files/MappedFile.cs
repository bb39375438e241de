using System.IO.MemoryMappedFiles;

namespace Wiretax.Capture;

/// <summary>A file mapped into memory as a whole, for reading.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private int _users = 1;

    /// <param name="stream">Is owned and closed with the mapping.</param>
    public MappedFile(FileStream stream)
    {
        Length = stream.Length;
        _file = MemoryMappedFile.CreateFromFile(
            stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start + _view.PointerOffset;
    }

    public byte* Start { get; }

    public long Length { get; }

    /// <summary>A window from <paramref name="offset"/> on; the mapping lives until the last window is disposed.</summary>
    public ByteWindow Window(long offset, long length)
    {
        Interlocked.Increment(ref _users);
        return new ByteWindow(this, Start + offset, length, offset);
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) != 0)
            return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
