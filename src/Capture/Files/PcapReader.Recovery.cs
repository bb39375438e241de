namespace Wiretax.Capture;

/// <content>
/// Going on behind damage. Every search starts where the last one ended, and each candidate costs a fixed number of
/// header reads, so that a file of nothing but damage is passed in time linear in its size.
/// </content>
internal sealed unsafe partial class PcapReader
{
    /// <summary>Plausible headers in a row that make a chain.</summary>
    private const int ChainLength = 3;

    /// <summary>Seconds between two records of a chain: 30 days.</summary>
    private const long ChainSpan = 30L * 24 * 3600;

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

    /// <summary>Notes the damage at the cursor and moves on to the next chain of plausible records, or to the end.</summary>
    private void Resynchronise(FormattableString cause)
    {
        var damaged = Window.Offset;
        Window.Cursor++;
        while (Window.Require(_recordLength))
        {
            // A cheap look at what is at hand before the chain is walked.
            var last = Window.End - _recordLength;
            while (Window.Cursor <= last && !IsPlausible(Header(Window.Cursor)))
                Window.Cursor++;
            if (Window.Cursor > last)
                continue;
            if (IsChain())
            {
                Flag(damaged, recovered: true, cause);
                return;
            }
            Window.Cursor++;
        }
        Flag(damaged, recovered: false, cause);
        Window.Cursor = Window.End;
        if (Window.Failure is { } failure)
            Flag(Window.Offset, recovered: false, $"the input ends early: {failure}");
        _ended = true;
    }

    private bool IsPlausible(PcapRecord record) =>
        record.Captured - 1 < CaptureLimits.MaxCapturedLength
        && record.Original >= record.Captured
        && record.Original <= CaptureLimits.MaxOriginalLength
        && record.Fraction < _ticksPerSecond;

    /// <summary>
    /// True when plausible records follow one another from the cursor on: <see cref="ChainLength"/> of them close in
    /// time, or at least one that ends where the input does.
    /// </summary>
    private bool IsChain()
    {
        long at = 0;
        var previous = _lastSeconds;
        for (var links = 0; links < ChainLength; links++)
        {
            if (!Window.Require(at + _recordLength))
                return links > 0 && Window.Available == at;
            var record = Header(Window.Cursor + at);
            if (!IsPlausible(record) || (links > 0 && Math.Abs(record.Seconds - previous) > ChainSpan))
                return false;
            previous = record.Seconds;
            at += _recordLength + record.Captured;
        }
        return Window.Require(at);
    }

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
