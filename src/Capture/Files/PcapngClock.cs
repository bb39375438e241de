namespace Wiretax.Capture;

/// <summary>
/// The clock that stamped an interface's frames. pcapng has no field for it: a comment of the interface description
/// that reads <c>clock: NAME</c>, with libpcap's name of the time stamp type, holds it in the files written here.
/// </summary>
internal static class PcapngClock
{
    private const string Prefix = "clock: ";

    public static string ToComment(string clock) => Prefix + clock;

    /// <summary>The clock's name; null for any other comment.</summary>
    public static string? Parse(string comment) =>
        comment.StartsWith(Prefix, StringComparison.Ordinal) && comment.Length > Prefix.Length && !comment.AsSpan(Prefix.Length).Contains(' ')
            ? comment[Prefix.Length..]
            : null;
}
