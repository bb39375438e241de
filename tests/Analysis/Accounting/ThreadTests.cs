using System.Net;
using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using Wiretax.Tests.Capture.Files;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

public sealed class ThreadTests
{
    private const int Frames = 60_000;
    private const int SegmentBytes = 16 * 1024;

    /// <summary>
    /// 200 clients download at once, losing, repeating and reordering segments; the connections open all over the file,
    /// echo and ARP in between: enough for many segments, with flows that span all of them.
    /// </summary>
    private static Trace Busy(bool withOpenings)
    {
        var random = new Random(7);
        var trace = new Trace();
        var sent = new long[200];
        for (var at = 0; at < Frames; at++)
        {
            var client = random.Next(Math.Min(200, 1 + at / 100));
            var port = (ushort)(20000 + client);
            var time = at * 0.01 + (random.Next(50) == 0 ? -0.03 : 0);
            if (at % 500 == 0)
                trace.Echo(time, isReply: false, at / 500).Echo(time + 0.3, isReply: true, at / 500 - 1).Arp(time, at % 1000 == 0, true);
            if (sent[client] == 0 && withOpenings)
                trace.Up(time, 1000, 0, flags: Syn, port: port).Down(time, 0xFFFF_0000, 1001, flags: Syn | Ack, port: port);
            var sequence = 0xFFFF_0001 + sent[client];
            if (random.Next(5) == 0)
                trace.Up(time, 1001, sequence, port: port, window: random.Next(3) * 100);
            else
                trace.Down(time, sequence - (random.Next(20) == 0 ? 500 : 0) + (random.Next(20) == 0 ? 1000 : 0), 1001, 1000, port: port);
            sent[client] += 1000;
        }
        return trace.Cut(64);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_number_of_threads_gives_the_same_bytes(bool withOpenings)
    {
        using var file = new TemporaryFile(CaptureBytes.Of(Busy(withOpenings)), ".pcap");
        using (var segments = CaptureFile.OpenSegments(file.Path, new CaptureSegmentOptions { Count = int.MaxValue, MinBytes = SegmentBytes }))
            Assert.InRange(segments.Sources.Count, 50, 1000);

        var one = Analyze(file.Path, 1);

        Assert.Contains("\"gapBytes\": ", one, StringComparison.Ordinal);
        foreach (var threads in (int[])[2, 3, 7])
            Assert.Equal(one, Analyze(file.Path, threads));
    }

    [Fact]
    public void More_pairs_of_hosts_than_counters_give_the_same_bytes_too()
    {
        var trace = new Trace();
        for (var at = 0; at < 70_000; at++)
        {
            byte[] asked = [10, 1, (byte)(at >> 8), (byte)at];
            asked[1] += (byte)(at >> 16);
            // Nobody opens a connection before the 700th frame.
            trace.Add(at, Link(0, Ipv4(Client, asked, Tcp(40000, 80, 1000, 0, 0, at < 700 ? Ack : Syn, 1000, null))));
        }
        using var file = new TemporaryFile(CaptureBytes.Of(trace), ".pcap");

        var one = CaptureAnalyzer.AnalyzeFile(file.Path, new AnalysisOptions());

        Assert.Equal((70_000L, 0), (one.Layer("link").Tx.Frames, one.Warnings.Count));
        foreach (var threads in (int[])[2, 5])
            Assert.Equal(Analyze(file.Path, 1), Analyze(file.Path, threads));
    }

    [Fact]
    public void Several_addresses_of_the_local_end_give_the_same_bytes_too()
    {
        using var file = new TemporaryFile(CaptureBytes.Of(Busy(false)), ".pcap");
        var options = new AnalysisOptions { Local = new IPAddress(Server), AlsoLocal = [new IPAddress(Client)], SegmentBytes = SegmentBytes };

        var one = CaptureAnalyzer.AnalyzeFile(file.Path, options);
        var two = CaptureAnalyzer.AnalyzeFile(file.Path, options with { Threads = 2 });

        Assert.Equal(LayerTests.Comparable(one), LayerTests.Comparable(two));
    }

    [Fact]
    public void Flows_that_are_folded_after_a_long_run_of_another_give_the_same_bytes_too()
    {
        var trace = new Trace();
        void Speak(double time, int from, int to)
        {
            for (var at = from; at < to; at++)
                trace.Up(time + (at * 0.01), 1001, 5001, 10, port: (ushort)(1024 + at));
        }

        Speak(0, 0, 3800);
        for (var at = 0; at < 20_000; at++)
            trace.Up(1000 + (at * 50), 2001 + at, 5001, 1, port: 60_000);
        Speak(1_002_000, 3800, 6000);
        Speak(1_003_000, 0, 3800);
        using var file = new TemporaryFile(CaptureBytes.Of(trace), ".pcap");

        var one = Analyze(file.Path, 1);

        Assert.Equal(one, Analyze(file.Path, 2));
        Assert.DoesNotContain("\"flowCount\": 6001,", one, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_in_the_middle_gives_the_same_bytes_too()
    {
        var bytes = CaptureBytes.Of(Busy(true));
        bytes.AsSpan(bytes.Length / 2, 300).Fill(0xA5);
        using var file = new TemporaryFile(bytes, ".pcap");

        Assert.Equal(Analyze(file.Path, 1), Analyze(file.Path, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3000)]
    public void Frames_before_any_time_take_no_years_whatever_the_number_of_threads(int untimed)
    {
        var file = new FileBuilder().Section().Interface();
        var frame = Busy(true).Frames[0].Data;
        for (var i = 0; i < untimed; i++)
            file.Simple(frame);
        for (var i = 0; i < 3000; i++)
            file.Enhanced(frame, 1_700_000_000_000_000 + (ulong)i);
        using var onDisk = new TemporaryFile(file.ToArray());

        var one = Analyze(onDisk.Path, 1);

        Assert.Contains("\"durationSeconds\": 0.002999", one, StringComparison.Ordinal);
        Assert.DoesNotContain("\"durationSeconds\": 17", one, StringComparison.Ordinal);
        Assert.Equal(one, Analyze(onDisk.Path, 2));
    }

    [Fact]
    public async Task A_named_pipe_is_read_once_whatever_the_number_of_threads()
    {
        var bytes = CaptureBytes.Of(Busy(true));
        using var file = new TemporaryFile(bytes, ".pcap");
        using var pipe = TemporaryFile.Pipe();
        var writing = Task.Run(() => File.WriteAllBytes(pipe.Path, bytes), TestContext.Current.CancellationToken);

        Assert.Equal(Analyze(file.Path, 1), Analyze(pipe.Path, 2));
        await writing;
    }

    [Fact]
    public void An_interruption_leaves_the_frames_before_it_and_a_word_about_it()
    {
        using var file = new TemporaryFile(CaptureBytes.Of(Busy(true)), ".pcap");
        var whole = CaptureAnalyzer.AnalyzeFile(file.Path, new AnalysisOptions());
        foreach (var threads in (int[])[1, 2])
        {
            using var interruption = new CancellationTokenSource();
            interruption.Cancel();
            var part = CaptureAnalyzer.AnalyzeFile(
                file.Path, new AnalysisOptions { Threads = threads, SegmentBytes = SegmentBytes, Interruption = interruption.Token });

            Assert.True(part.Frames < whole.Frames);
            Assert.Equal((false, $"The analysis was interrupted: these are the first {part.Frames} frames."), (part.Complete, part.IncompleteReasons[0]));
        }
    }

    private static string Analyze(string path, int threads) =>
        LayerTests.Comparable(CaptureAnalyzer.AnalyzeFile(path, new AnalysisOptions { Threads = threads, ListedFlows = 50, SegmentBytes = SegmentBytes }));
}
