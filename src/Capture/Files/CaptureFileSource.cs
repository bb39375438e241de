namespace Wiretax.Capture;

/// <summary>
/// Frames of one capture file or stream. Beside a <see cref="IFrameSource"/>'s promises: reading allocates nothing
/// per frame, and no frame holds more bytes than its original length says.
/// </summary>
public abstract class CaptureFileSource : IFrameSource
{
    private protected CaptureFileSource(ByteWindow window) => Window = window;

    private protected ByteWindow Window { get; }

    private protected DamageLog Damages { get; } = new();

    /// <summary>Name of the format, such as <c>pcap</c> or <c>pcapng</c>.</summary>
    public abstract string Format { get; }

    /// <summary>Bytes of the (decompressed) input behind the reader.</summary>
    public long Offset => Window.Offset;

    /// <summary>Bytes of the input in total; null where they are not known before the end (streams, compressed files).</summary>
    public long? Length => Window.Length;

    public abstract FrameRead Read(out CapturedFrame frame);

    public abstract CaptureStatistics Statistics { get; }

    public void Dispose()
    {
        Window.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Notes damage at <paramref name="offset"/>; the cause is formatted only while causes are kept.</summary>
    private protected void Flag(long offset, bool recovered, FormattableString cause)
    {
        if (Damages.IsFull)
            Damages.CountOnly();
        else
            Damages.Add(offset, FormattableString.Invariant(cause), recovered);
    }

    /// <summary>Tells of an input that ended early: what is left behind the cursor, and a stream's failure.</summary>
    private protected FrameRead EndOfInput(string missing)
    {
        var left = Window.Available;
        if (Window.Failure is { } failure)
            Flag(Window.Offset + left, recovered: false, $"the input ends early: {failure}");
        else if (left > 0)
            Flag(Window.Offset, recovered: false, $"{left} bytes are left, too few for {missing}");
        unsafe
        {
            Window.Cursor = Window.End;
        }
        return FrameRead.End;
    }
}
