using System.Globalization;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>The doubts about a capture's figures, each with what to do about it.</summary>
internal static class SummaryWarnings
{
    /// <summary>Damages told one by one.</summary>
    public const int DamagesTold = 20;

    /// <summary>A finished checksum looks unfinished once in 65,536 frames by chance: one in this many is none.</summary>
    private const int ChecksumShare = 1000;

    public static List<Warning> Of(
        FrameTotals totals, DirectedCounters directed, long superFrames, FlowTotals flows,
        long copiedEchoes, CaptureStatistics statistics, HostAddress? local)
    {
        var warnings = new List<Warning>();
        var doubts = totals.Doubts;

        foreach (var damage in statistics.Damages.Take(DamagesTold))
        {
            Add("damaged", $"At byte {damage.Offset}: {damage.Cause}; {(damage.Recovered ? "reading went on behind it" : "what lies behind it was not read")}.");
        }
        if (statistics.DamageCount > DamagesTold)
            Add("damaged", $"{statistics.DamageCount - DamagesTold} more damaged places.");
        foreach (var refusal in statistics.FilterRefusals)
        {
            Add("filter-refused", $"{refusal.Frames} frames of link type {(int)refusal.LinkType} ({refusal.LinkType}) were not looked at. {refusal.Reason} Filter them apart, in words that their link type knows.");
        }
        if (doubts.Implausible > 0)
            Add("implausible-length", $"{doubts.Implausible} records state more than {FrameTotals.MaxPlausibleLength} bytes and are kept out of all totals; the file is probably damaged there.");
        if (statistics.Dropped is > 0 and var dropped)
            Add("drops", $"{dropped} frames were dropped while capturing, so every figure is too low; capture headers only (--snaplen 96), with a filter, or with a larger buffer.");
        if (flows.GapBytes > 0)
            Add("gaps", $"{flows.GapBytes} bytes in {flows.GapFlows} TCP flows were acknowledged and are not in the capture; it lost frames, or saw one direction only.");
        if (superFrames > 0)
            Add("super-frames", $"{superFrames} frames are larger than any wire carried: they were captured above segmentation offload. Read the wire figures, or capture with `ethtool -K INTERFACE tso off gso off gro off lro off`.");
        if (flows.CopiedFrames + copiedEchoes is > 0 and var copied)
            Add("duplicates-any", $"{copied} frames repeat one that was captured at another interface; they are counted each time{(copiedEchoes > 0 ? ", but in the echo figures" : "")}. {OneInterface(statistics)}");
        if (doubts.UnfinishedChecksums * ChecksumShare >= doubts.ChecksumsSeen && doubts.UnfinishedChecksums > 0)
            Add("checksum-offload", $"{doubts.UnfinishedChecksums} of {doubts.ChecksumsSeen} frames carry a checksum that the interface was still to complete: they were captured on the sender, above its offload. Other tools call them bad.");
        if (doubts.HeadersCut > 0)
            Add("truncated", $"The headers of {doubts.HeadersCut} frames were cut; their bytes stand under undissected. Capture with a larger snaplen.");
        if (doubts.Malformed > 0)
            Add("malformed", $"{doubts.Malformed} frames contradict themselves (a length or version that cannot be); they are counted as far as they could be read.");
        if (doubts.LengthInferred > 0)
            Add("length-inferred", $"{doubts.LengthInferred} datagrams state no length (segmentation offload or jumbograms); it was taken from the frame.");
        if (doubts.TimeReversals > 0)
            Add("time-goes-back", $"{doubts.TimeReversals} frames are stamped earlier than the one before; durations are latest minus earliest. Sort with `reordercap` if order matters.");
        if (directed.Neither.Link.Frames > 0 && local is null)
            Add("neither-direction", $"No local end was found, since no datagram comes from an address that is valid beyond the link: {directed.Neither.Link.Frames} frames count in the totals only. Where a datagram holds its address, name it with --local.");
        else if (directed.Neither.Link.Frames > 0)
            Add("neither-direction", $"{directed.Neither.Link.Frames} frames were neither sent nor received by {local}; they count in the totals only. Name the local end with --local.");
        if (statistics.UntimedFrames > 0)
            Add("untimed", $"{statistics.UntimedFrames} frames have no time of their own (simple packet blocks): they took that of the frame before; those at the beginning took the first one, or 1970 where none follows within 16 MiB.");
        if (statistics.Interfaces.Select(each => each.LinkType).Distinct().Count() > 1)
            Add("mixed-interfaces", $"The capture holds {statistics.Interfaces.Count} interfaces of different link types; the link layer adds up headers of different kinds.");
        return warnings;

        void Add(string code, FormattableString message) =>
            warnings.Add(new Warning(code, message.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>How to look at one interface alone: only cooked headers hold what libpcap's words for it ask about.</summary>
    private static string OneInterface(CaptureStatistics statistics)
    {
        var linkTypes = statistics.Interfaces.Select(each => each.LinkType).ToHashSet();
        if (linkTypes.SetEquals([LinkType.LinuxSll2]))
            return "Capture one interface, or analyze one with --filter 'ifindex N', or one direction with --filter inbound.";
        return linkTypes.Count > 0 && linkTypes.IsSubsetOf([LinkType.LinuxSll, LinkType.LinuxSll2])
            ? "Capture one interface, or analyze one direction with --filter inbound."
            : "Capture one interface, or analyze one alone: files one by one without --merge; of a pcapng file, what `tshark -r FILE -Y 'frame.interface_id == N' -w ONE.pcapng` keeps.";
    }
}
