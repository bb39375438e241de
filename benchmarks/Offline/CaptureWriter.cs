using System.Buffers.Binary;

namespace Wiretax.Offline;

/// <summary>Writes a nanosecond pcap file of at most a number of frames; its clock goes on by itself.</summary>
internal sealed class CaptureWriter : IDisposable
{
    private const uint NanosecondMagic = 0xa1b23c4d;
    private const int Ethernet = 1;
    public const long Start = 1_700_000_000_000_000_000;
    private const int MeanGapNanoseconds = 4000;

    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[1 << 22];
    private readonly int _snapLength;
    private long _framesLeft;
    private long _time;
    private int _used;
    private SplitMix64 _random = new(1);

    public CaptureWriter(string path, int snapLength, long frames, long startNanoseconds = Start)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        _snapLength = snapLength;
        _framesLeft = frames;
        _time = startNanoseconds;
        Put(NanosecondMagic);
        Put(2 | (4 << 16));
        Put(0);
        Put(0);
        Put((uint)snapLength);
        Put(Ethernet);
    }

    public bool IsFull => _framesLeft <= 0;

    /// <summary>Time of the last frame, nanoseconds since the epoch.</summary>
    public long Time => _time;

    /// <summary>Milliseconds of the capture so far: the clock of TCP's timestamps option.</summary>
    public uint Milliseconds => (uint)((_time - Start) / 1_000_000);

    /// <param name="headers">The frame's beginning.</param>
    /// <param name="payload">What follows.</param>
    public void Write(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload)
    {
        if (IsFull)
            return;
        _framesLeft--;
        _time += 1 + _random.Below(2 * MeanGapNanoseconds);

        const int shortest = 60;
        var length = Math.Max(headers.Length + payload.Length, shortest);
        var captured = Math.Min(length, _snapLength);
        if (_buffer.Length - _used < captured + 16)
            Flush();
        Put((uint)(_time / 1_000_000_000));
        Put((uint)(_time % 1_000_000_000));
        Put((uint)captured);
        Put((uint)length);

        var target = _buffer.AsSpan(_used, captured);
        target.Clear();
        var fromHeaders = Math.Min(headers.Length, captured);
        headers[..fromHeaders].CopyTo(target);
        payload[..Math.Min(payload.Length, captured - fromHeaders)].CopyTo(target[fromHeaders..]);
        _used += captured;
    }

    public void Dispose()
    {
        Flush();
        _file.Dispose();
    }

    private void Flush()
    {
        _file.Write(_buffer, 0, _used);
        _used = 0;
    }

    private void Put(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(_used), value);
        _used += 4;
    }
}
