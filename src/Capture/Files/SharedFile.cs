namespace Wiretax.Capture;

/// <summary>A file that several windows read, each its own part; it is closed with the last of them.</summary>
internal sealed class SharedFile : IDisposable
{
    private readonly FileStream _stream;
    private int _users = 1;

    /// <param name="stream">Is owned.</param>
    public SharedFile(FileStream stream)
    {
        _stream = stream;
        Length = stream.Length;
    }

    /// <summary>Bytes when it was opened; what is written behind them later is not read.</summary>
    public long Length { get; }

    /// <summary>A window over a part of the file, which is one more user.</summary>
    /// <inheritdoc cref="ByteWindow(SharedFile, long, long, bool)"/>
    public ByteWindow Window(long offset, long length, bool isGlance = false)
    {
        Interlocked.Increment(ref _users);
        return new ByteWindow(this, offset, length, isGlance);
    }

    /// <returns>Bytes read; 0 where the file has become shorter.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public int Read(Span<byte> into, long offset) => RandomAccess.Read(_stream.SafeFileHandle, into, offset);

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            _stream.Dispose();
    }
}
