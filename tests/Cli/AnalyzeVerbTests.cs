using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Wiretax.Analysis.Accounting;
using Wiretax.Tests.Analysis.Accounting;
using Wiretax.Tests.Capture.Files;
using Wiretax.Tests.EndToEnd;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Cli;

public sealed class AnalyzeVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-analyze-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string name, Trace trace, int cutOff = 0)
    {
        var path = Path.Combine(_folder, name);
        var bytes = CaptureBytes.Of(trace);
        System.IO.File.WriteAllBytes(path, bytes[..(bytes.Length - cutOff)]);
        return path;
    }

    private static Trace Connection() => new Trace().Handshake().Up(11, 1001, 5001, 100).Down(21, 5001, 1101, 1000).Up(22, 1101, 6001);

    [Fact]
    public async Task One_capture_is_the_promised_object()
    {
        var result = await WiretaxProgram.RunAsync("analyze", File("a.pcap", Connection()), "--format", "json");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal((0, ""), (result.Status, result.Errors));
        Assert.Equal("wiretax/summary/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(
            ["link", "encapsulation", "network", "transport", "application"],
            json.RootElement.GetProperty("layers").EnumerateArray().Select(each => each.GetProperty("layer").GetString()));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("droppedFrames").ValueKind);
    }

    [Fact]
    public async Task A_name_that_begins_with_an_at_sign_is_that_of_a_capture()
    {
        var result = await WiretaxProgram.RunAsync("analyze", "@none.pcap");

        Assert.Equal(1, result.Status);
        Assert.Contains("@none.pcap does not exist.", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_captures_are_one_document()
    {
        var result = await WiretaxProgram.RunAsync(
            "analyze", File("a.pcap", Connection()), File("b.pcap", new Trace().Echo(0, false, 1)), "--format", "json");

        var summaries = JsonSerializer.Deserialize(result.Output, SummaryJson.Default.CaptureSummaries)!;
        Assert.Equal([6L, 1L], summaries.Summaries.Select(each => each.Frames));
    }

    [Fact]
    public async Task Merged_captures_are_one_in_order_of_time()
    {
        var (early, late) = (new Trace().Handshake(), new Trace().Up(11, 1001, 5001, 100).Down(21, 5001, 1101, 1000).Up(22, 1101, 6001));
        var result = await WiretaxProgram.RunAsync("analyze", "--merge", File("late.pcap", late), File("early.pcap", early), "--format", "json");

        var summary = JsonSerializer.Deserialize(result.Output, SummaryJson.Default.CaptureSummary)!;
        Assert.Equal((0, 6L, 1L, 0L), (result.Status, summary.Frames, summary.FlowCount, summary.TimeReversals));
        Assert.Equal(0.0105, summary.Flows[0].HandshakeSeconds);
        Assert.Equal(2, summary.Files.Count);
    }

    [Fact]
    public async Task A_filter_takes_part_of_a_capture()
    {
        var trace = Connection().Echo(100, false, 1);
        var result = await WiretaxProgram.RunAsync("analyze", File("a.pcap", trace), "--filter", "icmp", "--format", "json");

        Assert.Equal(1, JsonSerializer.Deserialize(result.Output, SummaryJson.Default.CaptureSummary)!.Frames);
    }

    [Fact]
    public async Task A_filter_that_the_link_type_does_not_know_is_wrong_usage()
    {
        var result = await WiretaxProgram.RunAsync("analyze", File("a.pcap", Connection()), "--filter", "inbound", "--format", "json");

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains("not supported on Ethernet", result.Errors, StringComparison.Ordinal);
        Assert.Contains("a.pcap", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_capture_is_reported_as_far_as_it_goes_with_status_3()
    {
        var result = await WiretaxProgram.RunAsync("analyze", File("cut.pcap", Connection(), cutOff: 20), "--format", "json");

        var summary = JsonSerializer.Deserialize(result.Output, SummaryJson.Default.CaptureSummary)!;
        Assert.Equal((3, 5L, false), (result.Status, summary.Frames, summary.Complete));
        Assert.Contains(summary.Warnings, each => each.Code == "damaged");
    }

    [Fact]
    public async Task A_capture_with_gaps_has_status_3()
    {
        var trace = Connection().Down(30, 9001, 1101, 10).Up(31, 1101, 9011);

        Assert.Equal(3, (await WiretaxProgram.RunAsync("analyze", File("a.pcap", trace))).Status);
    }

    [Theory]
    [InlineData(1, "is no capture", "analyze", "TEXT")]
    [InlineData(1, "does not exist", "analyze", "MISSING")]
    [InlineData(2, "--local 'nowhere' is no IP address", "analyze", "CAPTURE", "--local", "nowhere")]
    [InlineData(2, "filter", "analyze", "CAPTURE", "--filter", "tcp pord 80")]
    [InlineData(2, "--threads 0", "analyze", "CAPTURE", "--threads", "0")]
    [InlineData(2, "xml", "analyze", "CAPTURE", "--format", "xml")]
    [InlineData(2, "once", "analyze", "-", "-")]
    [InlineData(2, "Required argument", "analyze")]
    public async Task Wrong_use_is_one_sentence(int status, string says, params string[] arguments)
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, "text.txt"), "This is a letter to my aunt, and no capture.\n");
        var result = await WiretaxProgram.RunAsync([.. arguments.Select(each => each switch
        {
            "TEXT" => Path.Combine(_folder, "text.txt"),
            "MISSING" => Path.Combine(_folder, "missing.pcap"),
            "CAPTURE" => File("a.pcap", Connection()),
            _ => each,
        })]);

        Assert.Equal((status, ""), (result.Status, result.Output));
        Assert.Contains(says, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table", "Layers, as captured")]
    [InlineData("csv", "file,section,name,direction")]
    [InlineData("markdown", "| layer | tx frames")]
    [InlineData("paper", "Table III. Application level")]
    public async Task Every_format_is_written(string format, string holds)
    {
        var result = await WiretaxProgram.RunAsync("analyze", File("a.pcap", Connection()), "--format", format);

        Assert.Equal(0, result.Status);
        Assert.Contains(holds, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_pipe_gives_what_came_by_then_and_status_130()
    {
        var bytes = CaptureBytes.Of(Connection());
        using var pipe = TemporaryFile.Pipe();
        using var run = WiretaxProgram.Start(WiretaxProgram.Path, "analyze", pipe.Path, "--format", "json");
        await using var writer = await Task.Run(() => new FileStream(pipe.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), TestContext.Current.CancellationToken);
        await writer.WriteAsync(bytes, TestContext.Current.CancellationToken);
        // More than a pipe holds: once it is written, what is before it was read.
        await writer.WriteAsync(RecordOfZeros(), TestContext.Current.CancellationToken);

        await InterruptAsync(run);
        var result = await run.WaitAsync();

        var summary = JsonSerializer.Deserialize(result.Output, SummaryJson.Default.CaptureSummary)!;
        Assert.Equal((130, 6L, false), (result.Status, summary.Frames, summary.Complete));
        Assert.Equal("The analysis was interrupted: these are the first 6 frames.", summary.IncompleteReasons[0]);
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_can_be_interrupted()
    {
        using var pipe = TemporaryFile.Pipe();
        using var run = WiretaxProgram.Start(WiretaxProgram.Path, "analyze", pipe.Path);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        await InterruptAsync(run);
        var result = await run.WaitAsync();

        Assert.Equal((130, "", ""), (result.Status, result.Output, result.Errors));
    }

    [Fact]
    public async Task An_interruption_keeps_the_captures_before_it_and_names_those_behind()
    {
        using var first = TemporaryFile.Pipe();
        using var pipe = TemporaryFile.Pipe();
        var behind = File("c.pcap", Connection());
        using var run = WiretaxProgram.Start(WiretaxProgram.Path, "analyze", first.Path, pipe.Path, behind, "--format", "json");
        // Waits until the program opens it, which then is sure to hear the signal.
        await Task.Run(() => System.IO.File.WriteAllBytes(first.Path, CaptureBytes.Of(Connection())), TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        await InterruptAsync(run);
        var result = await run.WaitAsync();

        var summaries = JsonSerializer.Deserialize(result.Output, SummaryJson.Default.CaptureSummaries)!;
        Assert.Equal((130, 6L), (result.Status, Assert.Single(summaries.Summaries).Frames));
        Assert.Equal($"wiretax: interrupted; not read: {pipe.Path}, {behind}.", result.Errors);
    }

    private static Task<ProgramResult> InterruptAsync(RunningProgram run) =>
        WiretaxProgram.RunProgramAsync("kill", "-INT", run.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>The header of a record of 128 KiB, and all but its last byte.</summary>
    private static byte[] RecordOfZeros()
    {
        const int length = 128 * 1024;
        var record = new byte[16 + length - 1];
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(12), length);
        return record;
    }
}
