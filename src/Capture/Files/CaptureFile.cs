using System.Buffers.Binary;

namespace Wiretax.Capture;

/// <summary>
/// Opens capture files: pcap and pcapng in all their variants, also compressed with gzip, zstd or lz4, recognised by
/// content. Read in bounded memory, from files, standard input and pipes.
/// </summary>
public static class CaptureFile
{
    private const int StandardInput = 0;

    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <exception cref="CaptureFormatException">It cannot be opened or is no capture.</exception>
    public static CaptureFileSource Open(string path) => OpenUntil(path, CancellationToken.None);

    /// <summary>The same, but that an interruption ends a pipe, also while a writer is waited for.</summary>
    /// <inheritdoc cref="Open(string)"/>
    /// <exception cref="OperationCanceledException">It was interrupted before it had a writer.</exception>
    public static CaptureFileSource OpenUntil(string path, CancellationToken interruption)
    {
        if (path == "-")
            return OpenPipe(Console.OpenStandardInput(), StandardInput, "standard input", interruption);

        var file = OpenFile(path, interruption);
        try
        {
            if (!file.CanSeek)
                return OpenPipe(file, (int)file.SafeFileHandle.DangerousGetHandle(), path, interruption);
            return file.Length > 0 && !IsCompressed(file)
                ? Open(WindowOver(file), path)
                : Open(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static CaptureFileSource OpenPipe(Stream pipe, int descriptor, string name, CancellationToken interruption)
    {
        try
        {
            return Open(InterruptibleStream.Over(pipe, descriptor, interruption), name);
        }
        catch (CaptureFormatException)
        {
            // Too little came by then to tell what it is.
            interruption.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>
    /// Opens a file in parts that can be read side by side. What cannot be cut (standard input, pipes, compressed and
    /// small files) comes as one segment.
    /// </summary>
    /// <exception cref="CaptureFormatException">It cannot be opened or is no capture.</exception>
    public static CaptureSegments OpenSegments(string path, CaptureSegmentOptions options)
    {
        var whole = OpenUntil(path, options.Interruption);
        try
        {
            return CaptureSegments.Cut(whole, options);
        }
        catch
        {
            whole.Dispose();
            throw;
        }
    }

    /// <param name="stream">Is read to its end and disposed with the source.</param>
    /// <param name="name">What messages call the stream.</param>
    /// <exception cref="CaptureFormatException">It is no capture.</exception>
    public static CaptureFileSource Open(Stream stream, string name)
    {
        var start = new byte[SkippableFrame.MagicLength];
        var length = ReadStart(stream, start, name);
        Stream whole = new PrefixedStream(start.AsMemory(0, length), stream);
        var compression = Decompression.Recognise(start.AsSpan(0, length));
        if (compression is not null)
            whole = Decompression.Open(start, whole)!;
        return Open(new ByteWindow(whole), compression is null ? name : $"{name} (decompressed from {compression})");
    }

    private static CaptureFileSource Open(ByteWindow window, string name)
    {
        try
        {
            return Recognise(window, name);
        }
        catch
        {
            window.Dispose();
            throw;
        }
    }

    private static unsafe CaptureFileSource Recognise(ByteWindow window, string name)
    {
        if (!window.Require(4))
        {
            throw new CaptureFormatException(window.Failure is { } failure
                ? $"{name} cannot be read: {failure}."
                : window.Available == 0 ? $"{name} is empty: it holds no capture." : NoCapture(window, name));
        }

        var magic = BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(window.Cursor, 4));
        if (magic == PcapngBlock.SectionHeader)
            return new PcapngReader(window);
        if (!PcapHeader.IsMagic(magic))
            throw new CaptureFormatException(NoCapture(window, name));
        if (!window.Require(PcapHeader.MinLength))
        {
            throw new CaptureFormatException(
                $"{name} ends after {window.Available} bytes, within the header of a pcap file ({PcapHeader.MinLength} bytes).");
        }

        var header = PcapHeader.Parse(new ReadOnlySpan<byte>(window.Cursor, PcapHeader.MinLength));
        window.Skip(header.Length);
        return PcapReader.Open(window, header);
    }

    private static unsafe string NoCapture(ByteWindow window, string name)
    {
        window.Require(512);
        var looks = FileKind.Describe(new ReadOnlySpan<byte>(window.Cursor, (int)Math.Min(512, window.Available)));
        return $"{name} is no capture: it looks like {looks}; pcap and pcapng are read, also compressed with gzip, zstd or lz4.";
    }

    private static FileStream OpenFile(string path, CancellationToken interruption)
    {
        if (Directory.Exists(path))
            throw new CaptureFormatException($"{path} is a directory: name a capture file in it.");
        try
        {
            // Opening a named pipe waits for its writer.
            return interruption.CanBeCanceled && new FileInfo(path) is { Exists: true, Length: 0 }
                ? Task.Run(() => OpenStream(path), CancellationToken.None).WaitAsync(interruption).GetAwaiter().GetResult()
                : OpenStream(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CaptureFormatException($"{path} does not exist.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CaptureFormatException($"{path} cannot be read: permission denied.");
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException)
        {
            throw new CaptureFormatException($"{path} cannot be opened: {exception.Message}");
        }
    }

    private static FileStream OpenStream(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private static bool IsCompressed(FileStream file)
    {
        Span<byte> start = stackalloc byte[4];
        var length = RandomAccess.Read(file.SafeFileHandle, start, 0);
        return Decompression.Recognise(start[..length]) is not null || SkippableFrame.StartsWith(start[..length]);
    }

    private static ByteWindow WindowOver(FileStream file)
    {
        var shared = new SharedFile(file);
        var window = shared.Window(0, shared.Length);
        shared.Dispose();
        return window;
    }

    private static int ReadStart(Stream stream, byte[] start, string name)
    {
        try
        {
            return SkippableFrame.ReadMagicBehind(stream, start);
        }
        catch (IOException exception)
        {
            throw new CaptureFormatException($"{name} cannot be read: {exception.Message}");
        }
    }
}
