using K4os.Compression.LZ4.Streams;

namespace Wiretax.Capture;

/// <summary>The content of LZ4 frames that follow one another, with skippable frames between them: what <c>lz4 -d</c> gives.</summary>
/// <param name="frames">Is owned.</param>
internal sealed class Lz4FrameStream(Stream frames) : ReadOnlyStream
{
    private readonly byte[] _magic = new byte[SkippableFrame.MagicLength];
    private Stream? _frame;

    public static bool StartsWith(ReadOnlySpan<byte> magic) => magic is [0x04, 0x22, 0x4d, 0x18, ..];

    /// <exception cref="InvalidDataException">A frame is cut or damaged, or something else follows one.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (OpenFrame() is { } frame)
        {
            var read = ReadContent(frame, buffer);
            if (read > 0 || buffer.IsEmpty)
                return read;
            CloseFrame();
        }
        return 0;
    }

    private static int ReadContent(Stream frame, Span<byte> buffer)
    {
        try
        {
            return frame.Read(buffer);
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("the lz4 data is cut");
        }
        catch (Exception damage) when (damage is not IOException && Decompression.IsDamage(damage))
        {
            throw new InvalidDataException("the lz4 data is damaged, its checksum is wrong, or it needs a dictionary");
        }
    }

    private Stream? OpenFrame()
    {
        if (_frame is not null)
            return _frame;
        var length = SkippableFrame.ReadMagicBehind(frames, _magic);
        if (length == 0)
            return null;
        if (!StartsWith(_magic.AsSpan(0, length)))
            throw new InvalidDataException("an LZ4 frame is followed by something else");
        // Interactive: what was decompressed before damage is given out, and not lost with the exception.
        return _frame = LZ4Stream.Decode(new PrefixedStream(_magic, frames), leaveOpen: true, interactive: true);
    }

    private void CloseFrame()
    {
        _frame?.Dispose();
        _frame = null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CloseFrame();
            frames.Dispose();
        }
        base.Dispose(disposing);
    }
}
