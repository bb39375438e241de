using System.Diagnostics;
using System.Globalization;
using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

/// <summary>tshark's and capinfos' word on the same files: the captures of real programs, and what is written here.</summary>
public sealed class SampleCaptureTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Repository.Folder("captures")).Select(each => Path.GetFileName(each)!)
            .Where(each => each.Contains(".pcap", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_frame_has_the_time_and_the_lengths_that_tshark_sees(string name)
    {
        var path = Path.Combine(Repository.Folder("captures"), name);

        var read = ReadCapture.Of(path);

        Assert.Empty(read.Damages);
        Assert.NotEmpty(read.Frames);
        Assert.Equal(Tshark(path), read.Frames.Select(Line));
    }

    [Theory]
    [InlineData("ping-nanosecond.pcap")]
    [InlineData("two-sections.pcapng")]
    [InlineData("merged-link-types.pcapng")]
    public void A_copy_by_our_writer_is_the_same_to_tshark(string name)
    {
        var path = Path.Combine(Repository.Folder("captures"), name);
        using var copy = new TemporaryFile();
        Copy(path, copy.Path);

        Assert.Equal(Tshark(path), Tshark(copy.Path));
    }

    [Fact]
    public void Capinfos_sees_interface_filter_clock_and_drops_of_our_writer()
    {
        using var file = new TemporaryFile();
        using (var writer = new PcapngWriter(file.Path, new PcapngWriterOptions { Hardware = "Xeon", OperatingSystem = "Linux", Application = "Wiretax" }))
        {
            var description = new CaptureInterface
            {
                LinkType = LinkType.Ethernet,
                Name = "veth7",
                SnapLength = 96,
                Filter = "tcp",
                Clock = "host_hiprec",
                DroppedByKernel = 5,
            };
            writer.AddInterface(description);
            writer.Write(0, 1_700_000_000_000_000_123, 1514, MalformedCapture.Frame(0));
            writer.WriteStatistics(0, 1_700_000_001_000_000_000, description);
        }

        var said = Run("capinfos", file.Path);

        Assert.All(
            ["Xeon", "Linux", "Wiretax", "Name = veth7", "Filter string = tcp", "clock: host_hiprec", "(9)", "Number of packets = 1",
                "Capture length = 96", "Number of stat entries = 1"],
            each => Assert.Contains(each, said, StringComparison.Ordinal));
    }

    private static string Line(ReadFrame frame) => string.Create(
        CultureInfo.InvariantCulture,
        $"{frame.Nanoseconds / 1_000_000_000}.{frame.Nanoseconds % 1_000_000_000:d9}\t{frame.Original}\t{frame.Captured}");

    private static string[] Tshark(string path) =>
        Run("tshark", "-n", "-r", path, "-T", "fields", "-e", "frame.time_epoch", "-e", "frame.len", "-e", "frame.cap_len")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static void Copy(string from, string to)
    {
        using var source = CaptureFile.Open(from);
        using var writer = new PcapngWriter(to);
        var written = 0;
        while (source.Read(out var frame) == FrameRead.Frame)
        {
            for (; written <= frame.InterfaceIndex; written++)
                writer.AddInterface(source.Statistics.Interfaces[written]);
            writer.Write(frame);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }
    }
}
