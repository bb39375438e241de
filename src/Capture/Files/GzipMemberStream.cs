using System.IO.Compression;

namespace Wiretax.Capture;

/// <summary>
/// The content of gzip members that follow one another (RFC 1952). Zero bytes may follow the last of them, as on tapes;
/// anything else there is damage, and so is a member that is cut: as <c>gzip -t</c> judges.
/// </summary>
internal sealed class GzipMemberStream : ReadOnlyStream
{
    private readonly StreamWithTail _members;
    private readonly GZipStream _content;

    // Without it, GZipStream takes a cut member for a whole one.
    static GzipMemberStream() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <param name="members">Is owned.</param>
    public GzipMemberStream(Stream members)
    {
        _members = new StreamWithTail(members);
        _content = new GZipStream(_members, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">A member is cut or damaged, or something else follows the last one.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = ReadContent(buffer);
        if (read == 0 && !buffer.IsEmpty && _members.HasRestOtherThanZeros())
            throw new InvalidDataException("the gzip data is followed by something else");
        return read;
    }

    private int ReadContent(Span<byte> buffer)
    {
        try
        {
            return _content.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new InvalidDataException(
                _members.WasAskedBeyondEnd ? "the gzip data is cut" : "the gzip data is damaged or its checksum is wrong");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }
}
