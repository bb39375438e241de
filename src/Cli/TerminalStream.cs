using System.Text;

namespace Wiretax.Cli;

/// <summary>
/// A terminal that may be closed while the program still has things to take down: what is written to it from then on is
/// lost, and nothing else fails.
/// </summary>
internal sealed class TerminalStream(Stream terminal) : Stream
{
    private bool _closed;

    /// <summary>Puts it below the console's writers that write to a terminal.</summary>
    public static void Attach()
    {
        if (!Console.IsOutputRedirected)
            Console.SetOut(WriterTo(Console.OpenStandardOutput()));
        if (!Console.IsErrorRedirected)
            Console.SetError(WriterTo(Console.OpenStandardError()));
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_closed)
            return;
        try
        {
            terminal.Write(buffer);
        }
        catch (IOException)
        {
            _closed = true;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Nothing is held back.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    private static StreamWriter WriterTo(Stream terminal) => new(new TerminalStream(terminal), Plain(Console.OutputEncoding)) { AutoFlush = true };

    /// <summary>Without a byte order mark, which a terminal would show.</summary>
    private static Encoding Plain(Encoding encoding) => encoding is UTF8Encoding ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : encoding;
}
