using System.Text.Json;
using Wiretax.Capture;
using Wiretax.Tests.Capture.Live;

namespace Wiretax.Tests.Cli;

public sealed class CaptureVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-capture-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Under_control_it_captures_from_ready_until_its_input_closes()
    {
        using var veth = new VethPair();
        using var program = Capture(veth, "--snaplen", "96", "--controlled");
        Assert.Equal("ready", program.ReadLine());
        veth.Send(frames: 20_000, payload: 500);
        program.CloseInput();
        var (status, output, error) = program.Finish();

        Assert.Equal("", error);
        Assert.Equal(0, status);
        var result = JsonSerializer.Deserialize(output, CaptureJson.Default.CaptureNodeResult)!;
        Assert.Equal(new CaptureNodeResult(20_000, 20_000, 0, 0, result.CpuSeconds), result);
        Assert.True(result.CpuSeconds > 0);
        var (frames, bytes, statistics) = ReadFile();
        Assert.Equal(20_000, frames);
        Assert.Equal(20_000 * 542L, bytes);
        var captured = Assert.Single(statistics.Interfaces);
        Assert.Equal((VethPair.ReceiverInterface, 96L, 20_000L, 0L),
            (captured.Name, captured.SnapLength, captured.Received, captured.DroppedByKernel));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public void A_signal_ends_it_with_the_file_finished(string signal)
    {
        using var veth = new VethPair();
        using var program = Capture(veth, "--controlled");
        Assert.Equal("ready", program.ReadLine());
        veth.Send(frames: 5_000, payload: 100);
        program.Signal(signal);
        var (status, output, _) = program.Finish();

        Assert.Equal(0, status);
        Assert.Equal(5_000, JsonSerializer.Deserialize(output, CaptureJson.Default.CaptureNodeResult)!.Frames);
        Assert.Equal(5_000, ReadFile().Frames);
    }

    [Fact]
    public void By_hand_it_stops_after_its_duration_and_prints_one_json_document()
    {
        using var veth = new VethPair();
        using var program = Capture(veth, "--duration", "2s", "--format", "json");
        WaitForFile();
        veth.Send(frames: 300, payload: 100);
        var (status, output, error) = program.Finish();

        Assert.Equal("", error);
        Assert.Equal(0, status);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal("wiretax/capture/1", report.GetProperty("schema").GetString());
        Assert.Equal(300, report.GetProperty("frames").GetInt64());
        Assert.InRange(report.GetProperty("durationSeconds").GetDouble(), 2, 60);
        Assert.Equal(
            ["link 42600", "encapsulation 0", "network 38400", "transport 32400", "application 30000"],
            report.GetProperty("layers").EnumerateArray().Select(each =>
                $"{each.GetProperty("layer").GetString()} {each.GetProperty("total").GetProperty("bytes").GetInt64()}"));
    }

    [Fact]
    public void On_a_terminal_it_shows_the_layers_while_they_grow()
    {
        if (!File.Exists("/usr/bin/script"))
            Assert.Skip("A terminal needs the 'script' command (package bsdutils).");
        using var veth = new VethPair();
        var command = $"{RunningProgram.Program} capture -i {VethPair.ReceiverInterface} -w {Target} --duration 2s";
        using var program = new RunningProgram(
            ["ip", "netns", "exec", veth.ReceiverNamespace, "script", "--quiet", "--return", "--command", command, "/dev/null"]);
        WaitForFile();
        veth.Send(frames: 300, payload: 100);
        var (status, output, _) = program.Finish();

        Assert.Equal(0, status);
        Assert.Matches(@"link +300 +42,600 ", output);
        Assert.Matches(@"application +300 +30,000 ", output);
        Assert.Matches(@"300 frames in \d+\.\d s, none lost; [\d,]+ bytes in ", output);
    }

    [Fact]
    public void When_its_terminal_is_closed_it_still_finishes_the_file()
    {
        if (!File.Exists("/usr/bin/script"))
            Assert.Skip("A terminal needs the 'script' command (package bsdutils).");
        using var veth = new VethPair();
        var command = $"exec {RunningProgram.Program} capture -i {VethPair.ReceiverInterface} -w {Target}";
        using var terminal = new RunningProgram(
            ["ip", "netns", "exec", veth.ReceiverNamespace, "script", "--quiet", "--command", command, "/dev/null"]);
        WaitForFile();
        veth.Send(frames: 300, payload: 100);

        terminal.Signal("KILL");

        Assert.True(SpinWait.SpinUntil(() => ReadFile().Statistics.Interfaces is [{ Received: 300 }], TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Lost_frames_are_counted_told_and_make_the_capture_not_trustworthy()
    {
        using var veth = new VethPair();
        using var program = Capture(veth, "--snaplen", "1500", "--buffer", "1MiB", "--duration", "1s", "--format", "json");
        WaitForFile();
        program.Signal("STOP");
        veth.Send(frames: 20_000, payload: 1000);
        program.Signal("CONT");
        var (status, output, _) = program.Finish();

        Assert.Equal(3, status);
        var report = JsonDocument.Parse(output).RootElement;
        var dropped = report.GetProperty("droppedByKernel").GetInt64();
        Assert.InRange(dropped, 10_000, 19_999);
        Assert.Equal(20_000, report.GetProperty("frames").GetInt64() + dropped);
        Assert.False(report.GetProperty("complete").GetBoolean());
        Assert.Equal(dropped, ReadFile().Statistics.Dropped);
    }

    [Fact]
    public void A_full_disk_is_told_and_what_was_written_can_be_read()
    {
        using var veth = new VethPair();
        var copy = Path.Combine(_folder, "copy.pcapng");
        string[] onSmallDisk =
        [
            "ip", "netns", "exec", veth.ReceiverNamespace, "unshare", "--mount", "sh", "-c",
            $"mount -t tmpfs -o size=1m none {_folder} && \"$@\"; status=$?; cat {_folder}/full.pcapng >&3; exit $status",
            "sh",
        ];
        using var program = new RunningProgram(
            ["sh", "-c", $"exec 3>{copy}; exec \"$@\"", "sh", .. onSmallDisk],
            "capture", "-i", VethPair.ReceiverInterface, "-w", Path.Combine(_folder, "full.pcapng"), "--snaplen", "1500", "--controlled");
        Assert.Equal("ready", program.ReadLine());
        veth.Send(frames: 5_000, payload: 1000);
        program.CloseInput();
        var (status, _, error) = program.Finish();

        Assert.Equal(1, status);
        Assert.Equal(1, error.AsSpan().Count('\n'));
        Assert.Contains("No space left", error, StringComparison.OrdinalIgnoreCase);
        using var source = CaptureFile.Open(copy);
        var frames = Count(source).Frames;
        Assert.InRange(frames, 100, 1_000);
        Assert.Empty(source.Statistics.Damages);
    }

    [Fact]
    public void Without_the_permission_it_says_how_to_get_it()
    {
        using var veth = new VethPair();
        using var program = new RunningProgram(
            ["ip", "netns", "exec", veth.ReceiverNamespace, "setpriv", "--bounding-set=-net_raw,-net_admin"],
            "capture", "-i", VethPair.ReceiverInterface, "-w", Target);
        var (status, output, error) = program.Finish();

        Assert.Equal((1, ""), (status, output));
        Assert.Matches(
            $"^wiretax: No permission to capture on '{VethPair.ReceiverInterface}': run as root, or .*'sudo setcap cap_net_raw,cap_net_admin=eip .*wiretax'\\.\n$",
            error);
    }

    [Theory]
    [InlineData(1, "There is no interface 'nope0' here; there are: lo, wtl-rx, any.", "-i", "nope0", "-w", "x.pcapng")]
    [InlineData(1, "The capture cannot be written: ", "-i", "wtl-rx", "-w", "/no/such/folder/x.pcapng")]
    [InlineData(2, "The filter 'tcp prot 80' ", "-i", "wtl-rx", "-w", "x.pcapng", "--filter", "tcp prot 80")]
    [InlineData(2, "--snaplen must be a whole number of bytes from 14 to 262144.", "-i", "wtl-rx", "-w", "x.pcapng", "--snaplen", "5")]
    [InlineData(2, "--snaplen must be a whole number of bytes from 14 to 262144.", "-i", "wtl-rx", "-w", "x.pcapng", "--snaplen", "many")]
    [InlineData(2, "--duration 'soon' must be a duration such as 10s, 200ms or 2min", "-i", "wtl-rx", "-w", "x.pcapng", "--duration", "soon")]
    [InlineData(2, "--buffer '1' must be a size such as", "-i", "wtl-rx", "-w", "x.pcapng", "--buffer", "1")]
    [InlineData(2, "Option '-w' is required.", "-i", "wtl-rx")]
    public void Bad_input_is_one_sentence_and_an_exit_status(int expected, string message, params string[] arguments)
    {
        using var veth = new VethPair();
        using var program = new RunningProgram(["ip", "netns", "exec", veth.ReceiverNamespace], ["capture", .. arguments]);
        var (status, output, error) = program.Finish();

        Assert.Equal((expected, ""), (status, output));
        Assert.StartsWith("wiretax: " + message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.InRange(error.AsSpan().Count('\n'), 1, 2);
    }

    private string Target => Path.Combine(_folder, "capture.pcapng");

    private RunningProgram Capture(VethPair veth, params string[] arguments) => new(
        ["ip", "netns", "exec", veth.ReceiverNamespace],
        ["capture", "-i", VethPair.ReceiverInterface, "-w", Target, .. arguments]);

    /// <summary>The kernel captures by the time the file has its header.</summary>
    private void WaitForFile() =>
        Assert.True(SpinWait.SpinUntil(() => File.Exists(Target) && new FileInfo(Target).Length > 0, TimeSpan.FromSeconds(20)));

    private (long Frames, long Bytes, CaptureStatistics Statistics) ReadFile()
    {
        using var source = CaptureFile.Open(Target);
        var (frames, bytes) = Count(source);
        return (frames, bytes, source.Statistics);
    }

    private static (long Frames, long Bytes) Count(CaptureFileSource source)
    {
        long frames = 0, bytes = 0;
        while (source.Read(out var frame) == FrameRead.Frame)
        {
            frames++;
            bytes += frame.OriginalLength;
        }
        return (frames, bytes);
    }
}
