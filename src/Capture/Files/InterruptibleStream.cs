using System.Runtime.InteropServices;

namespace Wiretax.Capture;

/// <summary>
/// A pipe or a terminal, whose end is also where reading is interrupted: a read that waits for a writer looks now and
/// then whether it still is to.
/// </summary>
/// <param name="descriptor">The stream's, to be asked whether a read would wait; poll(2).</param>
internal sealed partial class InterruptibleStream(Stream stream, int descriptor, CancellationToken interruption) : ReadOnlyStream
{
    private const int LookEveryMilliseconds = 100;
    private const short Readable = 1;

    /// <returns>The stream itself where it cannot be asked.</returns>
    public static Stream Over(Stream stream, int descriptor, CancellationToken interruption) =>
        interruption.CanBeCanceled && (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            ? new InterruptibleStream(stream, descriptor, interruption)
            : stream;

    public override int Read(Span<byte> buffer)
    {
        while (!interruption.IsCancellationRequested)
        {
            var waiting = new PollDescriptor { Descriptor = descriptor, Events = Readable };
            // An end, and an error, are something to be read too.
            if (Poll(ref waiting, 1, LookEveryMilliseconds) > 0)
                return stream.Read(buffer);
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Occurred;
    }
}
