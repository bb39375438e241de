using CsCheck;
using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

public sealed class PcapngWriterTests
{
    private static readonly Gen<(long Time, uint Extra, int Interface, byte[] Data)> Frames = Gen.Select(
        Gen.Long[0, long.MaxValue], Gen.UInt[0, 70_000], Gen.Int[0, 2], Gen.Byte.Array[1, 300]);

    [Fact]
    public void Whatever_frames_go_in_come_back()
    {
        Frames.Array[0, 50].Sample(frames =>
        {
            using var file = new TemporaryFile();
            using (var writer = new PcapngWriter(file.Path))
            {
                writer.AddInterface(new CaptureInterface { LinkType = LinkType.Ethernet });
                writer.AddInterface(new CaptureInterface { LinkType = LinkType.Raw });
                writer.AddInterface(new CaptureInterface { LinkType = LinkType.LinuxSll2 });
                foreach (var (time, extra, at, data) in frames)
                    writer.Write(at, time, (uint)data.Length + extra, data);
            }

            var read = ReadCapture.Of(file.Path);

            LinkType[] types = [LinkType.Ethernet, LinkType.Raw, LinkType.LinuxSll2];
            Assert.Equal(
                frames.Select(each => new ReadFrame(
                    each.Time, (uint)each.Data.Length + each.Extra, types[each.Interface], each.Interface, Convert.ToHexString(each.Data))),
                read.Frames);
            Assert.Empty(read.Damages);
        }, iter: 200);
    }

    [Fact]
    public void What_is_said_about_the_interface_comes_back()
    {
        var description = new CaptureInterface
        {
            LinkType = LinkType.Ethernet,
            Name = "veth0",
            Description = "capture node",
            Hardware = "virtio-net",
            OperatingSystem = "Linux 6.1",
            SnapLength = 96,
            TickNanoseconds = 1,
            Clock = "host_hiprec",
            Filter = "tcp port 80",
            Received = 12,
            DroppedByKernel = 3,
            DroppedByInterface = 0,
        };
        using var file = new TemporaryFile();
        using (var writer = new PcapngWriter(file.Path, new PcapngWriterOptions { Application = "Wiretax", Comment = "hello" }))
        {
            var at = writer.AddInterface(description);
            writer.Write(at, 1, 60, new byte[60]);
            writer.WriteStatistics(at, 2, description, startNanoseconds: 0);
        }

        var read = ReadCapture.Of(file.Path);

        Assert.Equal([description], read.Statistics.Interfaces);
        Assert.Equal(["hello"], read.Statistics.Comments);
        Assert.Equal(3, read.Statistics.Dropped);
    }
}
