using ZstdSharp.Unsafe;

namespace Wiretax.Capture;

/// <summary>
/// The content of Zstandard frames that follow one another, with skippable frames between them (RFC 8878). The decoder
/// is fed one block at a time: a call that fails says nothing of what it wrote before, so that none must do both. All
/// that comes before a damaged block is given out.
/// </summary>
internal sealed unsafe class ZstdFrameStream : ReadOnlyStream
{
    private const int BlockHeaderLength = 3;

    private readonly Stream _frames;
    private readonly byte[] _input = new byte[128 * 1024];
    private int _start;
    private int _end;
    private ZSTD_DCtx_s* _decoder = Methods.ZSTD_createDCtx();

    /// <summary>Bytes that the decoder asks for, the header of the block that follows included; 0 between frames.</summary>
    private nuint _wanted;

    /// <summary>The decoder filled the buffer, and may have more to give.</summary>
    private bool _holdsMore;

    /// <param name="frames">Is owned.</param>
    public ZstdFrameStream(Stream frames) => _frames = frames;

    /// <summary>The rest of a block without the header behind it: a header that is wrong must not take the block along.</summary>
    private int Step => (int)Math.Clamp(_wanted > BlockHeaderLength ? _wanted - BlockHeaderLength : _wanted, 1, (nuint)(_end - _start));

    /// <exception cref="InvalidDataException">A frame is cut or damaged, or something else follows one.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (!_holdsMore && _start == _end && !Fill())
                return _wanted == 0 ? 0 : throw new InvalidDataException("the zstd data is cut");
            var written = Decode(buffer, _holdsMore ? 0 : Step);
            if (written > 0)
                return written;
        }
        return 0;
    }

    private bool Fill()
    {
        _start = 0;
        _end = _frames.Read(_input);
        return _end > 0;
    }

    private int Decode(Span<byte> buffer, int count)
    {
        fixed (byte* into = buffer, from = _input)
        {
            var output = new ZSTD_outBuffer_s { dst = into, size = (nuint)buffer.Length };
            var input = new ZSTD_inBuffer_s { src = from + _start, size = (nuint)count };
            var wanted = Methods.ZSTD_decompressStream(_decoder, &output, &input);
            if (Methods.ZSTD_isError(wanted))
                throw new InvalidDataException($"the zstd data is damaged, or of a kind that is not read here ({Methods.ZSTD_getErrorName(wanted)})");
            _start += (int)input.pos;
            _holdsMore = output.pos == output.size;
            // Asked without need between two frames, it asks for the next one's header.
            if (output.pos > 0 || input.pos > 0)
                _wanted = wanted;
            return (int)output.pos;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Methods.ZSTD_freeDCtx(_decoder);
            _decoder = null;
            _frames.Dispose();
        }
        base.Dispose(disposing);
    }
}
