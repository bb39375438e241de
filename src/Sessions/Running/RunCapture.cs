using System.Globalization;
using Wiretax.Capture;
using Wiretax.Paths;

namespace Wiretax.Sessions.Running;

/// <summary>
/// The capture of one run: a capture node for each pair's interface. When it has stopped there is one file, in order
/// of time, with an interface for each pair. Disposing ends what still captures, and removes the parts.
/// </summary>
internal sealed class RunCapture : IAsyncDisposable
{
    private readonly string _file;
    private readonly List<(CaptureProcess Process, string File)> _parts = [];

    private RunCapture(string file) => _file = file;

    /// <param name="file">What it shall be written to.</param>
    /// <exception cref="SessionException">A capture node did not start.</exception>
    public static async Task<RunCapture> StartAsync(
        IPath path, IReadOnlyList<PathLink> links, string program, string file, int snapLength, CancellationToken cancellation)
    {
        var capture = new RunCapture(file);
        try
        {
            for (var at = 0; at < links.Count; at++)
            {
                var part = links.Count == 1 ? file : string.Create(CultureInfo.InvariantCulture, $"{file}.pair{at + 1}");
                capture._parts.Add((await CaptureProcess.StartAsync(path, links[at], program, part, snapLength, cancellation), part));
            }
            return capture;
        }
        catch
        {
            await capture.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets the captures take in what the kernel still holds, and ends them.</summary>
    /// <exception cref="SessionException">One of them failed, or the file cannot be written.</exception>
    public async Task StopAsync(CancellationToken cancellation)
    {
        foreach (var (process, _) in _parts)
            await process.StopAsync(cancellation);
        if (_parts.Count == 1)
            return;
        try
        {
            Join();
        }
        catch (IOException failed)
        {
            throw new SessionException($"The captures of the pairs cannot be joined: {failed.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, file) in _parts)
        {
            await process.DisposeAsync();
            if (file != _file)
                File.Delete(file);
        }
    }

    private void Join()
    {
        using var merged = new MergedFrameSource([.. _parts.Select(each => (each.File, CaptureFile.Open(each.File)))]);
        using var writer = new PcapngWriter(_file, new PcapngWriterOptions { Application = "wiretax" });
        long last = 0;
        // An interface is known when its first frame comes; one without a frame is told at the end.
        var described = 0;
        while (merged.Read(out var frame) == FrameRead.Frame)
        {
            Describe(frame.InterfaceIndex + 1);
            writer.Write(frame);
            last = frame.TimestampNanoseconds;
        }
        Describe(merged.Statistics.Interfaces.Count);
        for (var at = 0; at < described; at++)
            writer.WriteStatistics(at, last, merged.Statistics.Interfaces[at]);

        void Describe(int count)
        {
            for (; described < count; described++)
                writer.AddInterface(merged.Statistics.Interfaces[described]);
        }
    }
}
