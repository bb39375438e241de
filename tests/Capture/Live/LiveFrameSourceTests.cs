using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Live;

public sealed class LiveFrameSourceTests
{
    [Fact]
    public void Delivers_every_frame_with_its_full_length_under_a_snaplen()
    {
        using var veth = new VethPair();
        var (frames, statistics) = veth.InReceiver(() =>
        {
            using var source = Open(snapLength: 60);
            veth.Send(frames: 1000, payload: 958);
            source.Stop();
            return (ReadAll(source, frame =>
            {
                Assert.Equal(60, frame.Captured);
                Assert.Equal(1000u, frame.Original);
            }), source.Statistics);
        });

        Assert.Equal(1000, frames);
        Assert.Equal(0, statistics.Dropped);
        Assert.Equal(1000, statistics.Interfaces[0].Received);
    }

    [Fact]
    public void Frames_bear_the_time_at_which_they_were_taken_in_nanoseconds()
    {
        using var veth = new VethPair();
        var before = NanosecondsNow();
        var times = new List<long>();
        veth.InReceiver(() =>
        {
            using var source = Open();
            veth.Send(frames: 100, payload: 100);
            source.Stop();
            return ReadAll(source, frame => times.Add(frame.Time));
        });

        Assert.All(times, each => Assert.InRange(each, before, NanosecondsNow()));
        Assert.Contains(times, each => each % 1000 != 0);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void Counts_exactly_the_frames_that_a_full_buffer_loses()
    {
        using var veth = new VethPair();
        const int sent = 50_000;
        var (read, seen, statistics) = veth.InReceiver(() =>
        {
            using var source = Open(snapLength: 1500, bufferBytes: 1 << 20);
            var before = VethPair.ReceivedBy(VethPair.ReceiverInterface);
            veth.Send(sent, payload: 1000);
            source.Stop();
            return (ReadAll(source), VethPair.ReceivedBy(VethPair.ReceiverInterface) - before, source.Statistics);
        });

        var counted = statistics.Interfaces[0];
        Assert.Equal(sent, seen);
        Assert.Equal(sent, counted.Received);
        Assert.True(counted.DroppedByKernel > sent / 2, $"only {counted.DroppedByKernel} frames were dropped");
        Assert.Equal(sent, read + counted.DroppedByKernel);
    }

    [Fact]
    public void Stop_delivers_what_the_kernel_held_and_nothing_that_came_later()
    {
        using var veth = new VethPair();
        var frames = veth.InReceiver(() =>
        {
            using var source = Open();
            veth.Send(frames: 777, payload: 100);
            source.Stop();
            veth.Send(frames: 333, payload: 100);
            return ReadAll(source);
        });

        Assert.Equal(777, frames);
    }

    [Fact]
    public void A_loopback_frame_is_delivered_and_counted_once()
    {
        using var veth = new VethPair();
        var (udp, all, statistics) = veth.InReceiver(() =>
        {
            using var source = LiveFrameSource.Open(new LiveCaptureOptions { Interface = "lo" });
            using var socket = new System.Net.Sockets.UdpClient();
            for (var i = 0; i < 500; i++)
                socket.Send([1, 2, 3], "127.0.0.1", 9);
            source.Stop();
            var udp = 0;
            var all = ReadAll(source, frame => udp += frame.Protocol == 17 ? 1 : 0);
            return (udp, all, source.Statistics);
        });

        Assert.Equal(500, udp);
        Assert.Equal(all, statistics.Interfaces[0].Received);
        Assert.Equal(0, statistics.Dropped);
    }

    [Fact]
    public void The_filter_is_applied_by_the_kernel_and_named_in_the_statistics()
    {
        using var veth = new VethPair();
        var (frames, statistics) = veth.InReceiver(() =>
        {
            using var source = Open(filter: "greater 500");
            veth.Send(frames: 20, payload: 100);
            veth.Send(frames: 30, payload: 1000);
            source.Stop();
            return (ReadAll(source), source.Statistics);
        });

        Assert.Equal(30, frames);
        Assert.Equal(30, statistics.Interfaces[0].Received);
        Assert.Equal("greater 500", statistics.Interfaces[0].Filter);
    }

    [Fact]
    public void Any_delivers_the_frames_of_all_interfaces_with_a_cooked_header()
    {
        using var veth = new VethPair();
        var (frames, linkType) = veth.InReceiver(() =>
        {
            using var source = LiveFrameSource.Open(new LiveCaptureOptions { Interface = "any" });
            veth.Send(frames: 40, payload: 100);
            source.Stop();
            return (ReadAll(source), source.LinkType);
        });

        Assert.Equal(40, frames);
        Assert.Contains(linkType, new[] { LinkType.LinuxSll, LinkType.LinuxSll2 });
    }

    [Fact]
    public void An_interface_that_is_not_there_is_answered_with_those_that_are()
    {
        using var veth = new VethPair();
        var error = Assert.Throws<CaptureDeviceException>(() => veth.InReceiver(() =>
            LiveFrameSource.Open(new LiveCaptureOptions { Interface = "nope0" })));

        Assert.Equal($"There is no interface 'nope0' here; there are: lo, {VethPair.ReceiverInterface}, any.", error.Message);
    }

    [Fact]
    public void A_wrong_filter_is_answered_with_what_libpcap_says()
    {
        using var veth = new VethPair();
        var error = Assert.Throws<CaptureFilterException>(() => veth.InReceiver(() => Open(filter: "tcp prot 80")));

        Assert.StartsWith("The filter 'tcp prot 80' ", error.Message, StringComparison.Ordinal);
        Assert.Contains("syntax error", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_that_goes_down_ends_the_capture_with_a_sentence()
    {
        using var veth = new VethPair();
        var error = Assert.Throws<CaptureDeviceException>(() => veth.InReceiver(() =>
        {
            using var source = Open();
            veth.Send(frames: 5, payload: 100);
            veth.Dispose();
            return ReadAll(source);
        }));

        Assert.Contains(VethPair.ReceiverInterface, error.Message, StringComparison.Ordinal);
    }

    private static LiveFrameSource Open(int snapLength = 128, long bufferBytes = 8 << 20, string? filter = null) =>
        LiveFrameSource.Open(new LiveCaptureOptions
        {
            Interface = VethPair.ReceiverInterface,
            SnapLength = snapLength,
            BufferBytes = bufferBytes,
            Filter = filter,
        });

    private readonly record struct Seen(int Captured, uint Original, long Time, byte Protocol);

    private static int ReadAll(LiveFrameSource source, Action<Seen>? look = null)
    {
        const int ipProtocolOffset = 14 + 9;
        var frames = 0;
        while (true)
        {
            switch (source.Read(out var frame))
            {
                case FrameRead.End:
                    return frames;
                case FrameRead.Frame:
                    frames++;
                    look?.Invoke(new Seen(
                        frame.Data.Length, frame.OriginalLength, frame.TimestampNanoseconds,
                        frame.Data.Length > ipProtocolOffset ? frame.Data[ipProtocolOffset] : (byte)0));
                    break;
            }
        }
    }

    private static long NanosecondsNow() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
}
