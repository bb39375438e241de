namespace Wiretax.Capture;

/// <content>
/// Going on behind damage. Every search starts where the last one ended, and each candidate costs a fixed number of
/// header reads, so that a file of nothing but damage is passed in time linear in its size.
/// </content>
internal sealed unsafe partial class PcapReader
{
    /// <summary>Plausible headers in a row that make a chain.</summary>
    private const int ChainLength = 3;

    private const int VariantChainLength = 8;

    /// <summary>Seconds between two records of a chain: 30 days.</summary>
    private const long ChainSpan = 30L * 24 * 3600;

    /// <summary>Seconds between the file's first record and one that the file is cut at: ten years.</summary>
    private const long FileSpan = 3653L * 24 * 3600;

    /// <summary>
    /// Captured bytes of a record where the file is cut, and bytes of a chain, so that no record contains it. A capture of
    /// headers states a small limit, and a chain of the largest record there can be would be thousands of records long.
    /// </summary>
    private readonly long _longestRecord;

    private const long LeastLongestRecord = 4096;
    private const int CutChainLength = 16;

    /// <summary>Time of the file's first record; null where there is none.</summary>
    private long? _fileSeconds;

    /// <summary>Leaves out one record whose header cannot be believed, if what follows shows that its length can.</summary>
    private void PassOver(PcapRecord record, FormattableString cause)
    {
        var step = _recordLength + (long)record.Captured;
        if (step > CaptureLimits.MaxBlockLength || !Window.Require(step) || !FollowsFrom(step))
        {
            Resynchronise(cause);
            return;
        }
        Flag(Window.Offset, recovered: true, cause);
        Window.Cursor += step;
    }

    /// <summary>
    /// A reader that takes the records as the header says, or, if they do not follow one another so, as one of the
    /// patched formats has them.
    /// </summary>
    public static PcapReader Open(ByteWindow window, PcapHeader header)
    {
        var reader = new PcapReader(window, header);
        if (reader.IsChain(VariantChainLength, out _))
            return reader;
        foreach (var length in header.OtherRecordLengths)
        {
            var variant = new PcapReader(window, header with { RecordLength = length });
            if (variant.IsChain(VariantChainLength, out _))
                return variant;
        }
        return reader;
    }

    internal override int SegmentScale => _longestRecord <= 4 * LeastLongestRecord ? 1 : base.SegmentScale;

    internal override bool SeekRecord()
    {
        while (MoveToCandidate())
        {
            // Frames that are all alike can hold a chain that does not end, of times from anywhere.
            var broken = 1L;
            if (IsOfThisFile(Header(Window.Cursor)) && IsChain(CutChainLength, _longestRecord, both: true, out broken))
                return true;
            // Records in a row that break off: the content of a frame, or damage. What is behind them counts.
            Window.Skip(Math.Max(broken, 1));
        }
        return false;
    }

    internal override bool ReadPreamble()
    {
        _fileSeconds = Window.Require(_recordLength) ? Header(Window.Cursor).Seconds : null;
        return true;
    }

    internal override CaptureFileSource Continue(ByteWindow window) => new PcapReader(window, _header) { _fileSeconds = _fileSeconds };

    private bool IsOfThisFile(PcapRecord record) =>
        _fileSeconds is not { } seconds || Math.Abs(record.Seconds - seconds) <= FileSpan;

    /// <summary>Notes the damage at the cursor and moves on to the next chain of plausible records, or to the end.</summary>
    private void Resynchronise(FormattableString cause)
    {
        var damaged = Window.Offset;
        Window.Cursor++;
        if (MoveToCandidate())
            Flag(damaged, recovered: true, cause);
        else
            FlagToTheEnd(damaged, cause);
    }

    /// <summary>Moves to the next chain of plausible records, the cursor's own place included; false at the end.</summary>
    private bool MoveToCandidate()
    {
        while (Window.Require(_recordLength))
        {
            // A cheap look at what is at hand before a chain is walked.
            var last = Window.End - _recordLength;
            while (Window.Cursor <= last && !IsPlausible(Header(Window.Cursor)))
                Window.Cursor++;
            if (Window.Cursor > last)
                continue;
            if (IsChain(ChainLength, out _))
                return true;
            Window.Cursor++;
        }
        return false;
    }

    private bool IsPlausible(PcapRecord record) =>
        record.Captured - 1 < CaptureLimits.MaxCapturedLength
        && record.Original >= record.Captured
        && record.Original <= CaptureLimits.MaxOriginalLength
        && record.Fraction < _ticksPerSecond;

    /// <summary>
    /// True when plausible records follow one another from the cursor on, close in time: <paramref name="links"/> of
    /// them, or so many that no record could contain them, or some that end where the input does (if it is just one,
    /// then only soon after the last record that was read).
    /// </summary>
    /// <param name="at">Where the chain ends or breaks off, in bytes behind the cursor.</param>
    private bool IsChain(int links, out long at) => IsChain(links, CaptureLimits.MaxCapturedLength, false, out at);

    /// <param name="longest">Captured bytes of a record at most.</param>
    /// <param name="both">So many links are not enough if a record could contain them, nor the other way round.</param>
    private bool IsChain(int links, long longest, bool both, out long at)
    {
        at = 0;
        var previous = _lastSeconds;
        for (var link = 0; both ? link < links || at <= longest : link < links && at <= longest; link++)
        {
            if (!Window.Require(at + _recordLength))
                return Window.Available == at && (link > 1 || (link == 1 && IsNear(previous, _lastSeconds)));
            var record = Header(Window.Cursor + at);
            if (!IsPlausible(record) || record.Captured > longest || (link > 0 && !IsNear(record.Seconds, previous)))
                return false;
            previous = record.Seconds;
            at += _recordLength + record.Captured;
        }
        return Window.Require(at);
    }

    private static bool IsNear(long seconds, long other) => Math.Abs(seconds - other) <= ChainSpan;

    /// <summary>
    /// True when the input goes on with records (or ends) that many bytes behind the cursor. Here the length is in
    /// question and nothing else, so odd but consistent records do.
    /// </summary>
    private bool FollowsFrom(long at)
    {
        for (var links = 0; links < ChainLength; links++)
        {
            if (!Window.Require(at + _recordLength))
                return Window.Available == at || links > 0;
            var record = Header(Window.Cursor + at);
            if (record.Captured > CaptureLimits.MaxCapturedLength)
                return false;
            at += _recordLength + record.Captured;
        }
        return true;
    }
}
