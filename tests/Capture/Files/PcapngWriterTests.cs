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

    [Theory]
    [InlineData(100)]
    [InlineData(10_000)]
    [InlineData(1_500_000)]
    public void A_full_disk_is_told_and_leaves_a_readable_file(int space)
    {
        var disk = new SmallDisk(space);
        var writer = new PcapngWriter(disk, "full.pcapng");
        writer.AddInterface(new CaptureInterface { LinkType = LinkType.Ethernet });

        var failure = Assert.Throws<IOException>(() =>
        {
            for (var i = 0; i < 100_000; i++)
                writer.Write(0, i, 60, MalformedCapture.Frame(i));
        });

        Assert.StartsWith("full.pcapng cannot be written any further (no space left); what it holds up to", failure.Message, StringComparison.Ordinal);
        writer.Dispose();
        var read = ReadCapture.Of(disk.ToArray());
        Assert.Empty(read.Damages);
        Assert.Equal(Math.Max(0, (space - 28 - 32) / 92), read.Frames.Count);
    }

    [Fact]
    public void Neither_writing_nor_reading_a_frame_allocates()
    {
        using var file = new TemporaryFile();
        using (var writer = new PcapngWriter(file.Path))
        {
            writer.AddInterface(new CaptureInterface { LinkType = LinkType.Ethernet });
            var frame = MalformedCapture.Frame(1);
            writer.Write(0, 1, 60, frame);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100_000; i++)
                writer.Write(0, i, 60, frame);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000);
        }

        using var source = CaptureFile.Open(file.Path);
        source.Read(out _);
        var start = GC.GetAllocatedBytesForCurrentThread();
        var frames = 1;
        while (source.Read(out _) == FrameRead.Frame)
            frames++;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - start, 0, 2000);
        Assert.Equal(100_001, frames);
    }

    [Fact]
    public void Sections_follow_one_another()
    {
        using var file = new TemporaryFile();
        using (var writer = new PcapngWriter(file.Path))
        {
            writer.AddInterface(new CaptureInterface { LinkType = LinkType.Ethernet });
            writer.Write(0, 1, 1, [1]);
            writer.AddSection(new PcapngWriterOptions { Comment = "second" });
            Assert.Equal(0, writer.AddInterface(new CaptureInterface { LinkType = LinkType.Raw }));
            writer.Write(0, 2, 1, [2]);
        }

        var read = ReadCapture.Of(file.Path);

        Assert.Equal([LinkType.Ethernet, LinkType.Raw], read.Frames.Select(each => each.LinkType));
        Assert.Equal(["second"], read.Statistics.Comments);
    }

    /// <summary>Takes so many bytes, the last of them from a write that then fails, as a file system does.</summary>
    private sealed class SmallDisk(int space) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            var room = (int)Math.Min(count, space - Position);
            base.Write(buffer, offset, room);
            if (room < count)
                throw new IOException("no space left");
        }
    }
}
