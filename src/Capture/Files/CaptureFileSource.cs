namespace Wiretax.Capture;

/// <summary>
/// Frames of one capture file or stream. Beside a <see cref="IFrameSource"/>'s promises: reading allocates nothing
/// per frame, and no frame holds more bytes than its original length says.
/// </summary>
public abstract class CaptureFileSource : IFrameSource
{
    private protected CaptureFileSource(ByteWindow window) => Window = window;

    private protected ByteWindow Window { get; }

    /// <summary>True once the input has ended: by its end, or by damage that hides the rest.</summary>
    private protected bool IsEnded { get; set; }

    private protected DamageLog Damages { get; } = new();

    /// <summary>Name of the format, such as <c>pcap</c> or <c>pcapng</c>.</summary>
    public abstract string Format { get; }

    /// <summary>Bytes of the (decompressed) input that have been read.</summary>
    public long BytesRead => Window.Offset - Window.Start;

    /// <summary>Bytes of the input in total; null where they are not known before the end (streams, compressed files).</summary>
    public long? Length => Window.Length;

    public abstract FrameRead Read(out CapturedFrame frame);

    /// <summary>
    /// Reads the next frames as far as they are plain records and lie at hand, so that all of them stay valid together.
    /// </summary>
    /// <returns>How many; with 0, it takes <see cref="Read"/> to go on.</returns>
    public abstract int ReadAtHand(Span<FrameAtHand> frames);

    public abstract CaptureStatistics Statistics { get; }

    /// <summary>Gives up the memory of what was read to its end.</summary>
    internal void LetGo() => Window.LetGo();

    public void Dispose()
    {
        Window.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The file that is read; null for a stream.</summary>
    internal SharedFile? File => Window.File;

    /// <summary>Offset in the file of what this source reads of it.</summary>
    internal long Start => Window.Start;

    /// <summary>Offset of the next record in the file.</summary>
    internal long Offset => Window.Offset;

    /// <summary>True when the source was read to its end and arrived there exactly: no damage, no rest.</summary>
    internal bool IsExact => IsEnded && Damages.Count == 0;

    /// <summary>True when this part of a file held something that other parts need, or needs something of them.</summary>
    internal virtual bool DependsOnOthers => false;

    /// <summary>Reads what stands before the first record; false when the file cannot be cut.</summary>
    internal virtual bool ReadPreamble() => true;

    /// <summary>Ends this part of a file where the next one begins.</summary>
    internal void EndAt(long offset) => Window.EndAt(offset);

    /// <summary>
    /// How many times larger than asked for segments are, so that looking for cuts does not walk the whole file: 4 where
    /// a chain must be as long as the largest record there can be, 256 KiB.
    /// </summary>
    internal virtual int SegmentScale => 4;

    /// <summary>
    /// Moves to the first place from the cursor on where records follow one another for longer than any single record
    /// is, so that they cannot be the content of one; nothing is flagged.
    /// </summary>
    /// <returns>False when there is no such place up to the end.</returns>
    internal abstract bool SeekRecord();

    /// <summary>
    /// A reader of another part of the same file, which begins with a record. <see cref="ReadPreamble"/> was called before;
    /// any thread may call this while nothing is read.
    /// </summary>
    internal abstract CaptureFileSource Continue(ByteWindow window);

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
        IsEnded = true;
        return FrameRead.End;
    }

    /// <summary>Notes damage that goes on to the end of the input.</summary>
    private protected unsafe void FlagToTheEnd(long offset, FormattableString cause)
    {
        Flag(offset, recovered: false, cause);
        Window.Cursor = Window.End;
        if (Window.Failure is { } failure)
            Flag(Window.Offset, recovered: false, $"the input ends early: {failure}");
        IsEnded = true;
    }
}
