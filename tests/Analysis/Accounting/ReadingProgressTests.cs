using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using Wiretax.Tests.Capture.Files;

namespace Wiretax.Tests.Analysis.Accounting;

public sealed class ReadingProgressTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_tells_its_share_and_a_stream_does_not(int threads)
    {
        using var folder = new TemporaryCapture(frames: 200_000);
        var seen = new List<ReadingProgress>();

        CaptureAnalyzer.AnalyzeFile(folder.File, new AnalysisOptions { Threads = threads }, new Collected(seen));

        Assert.True(seen.Count > 1, $"told {seen.Count} times");
        Assert.Equal(new ReadingProgress(200_000, 1), seen[^1]);
        Assert.All(seen, each => Assert.InRange(each.Share!.Value, 0, 1));
        Assert.Equal(seen.Select(each => each.Share).Order(), seen.Select(each => each.Share));

        seen.Clear();
        using var stream = CaptureFile.Open(File.OpenRead(folder.File), "stream");
        CaptureAnalyzer.Analyze(stream, new AnalysisOptions(), new Collected(seen), TestContext.Current.CancellationToken);
        Assert.Null(seen[0].Share);
    }

    private sealed class Collected(List<ReadingProgress> seen) : IProgress<ReadingProgress>
    {
        public void Report(ReadingProgress value) => seen.Add(value);
    }

    private sealed class TemporaryCapture : IDisposable
    {
        public TemporaryCapture(int frames)
        {
            var file = new FileBuilder().Pcap(0xa1b2c3d4);
            var data = new byte[60];
            for (var at = 0; at < frames; at++)
                file.Record(data, 1, at % 1_000_000);
            System.IO.File.WriteAllBytes(File, file.ToArray());
        }

        public string File { get; } = Path.GetTempFileName();

        public void Dispose() => System.IO.File.Delete(File);
    }
}
