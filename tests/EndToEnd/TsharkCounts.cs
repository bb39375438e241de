using System.Globalization;

namespace Wiretax.Tests.EndToEnd;

/// <summary>What tshark counts in a capture, by direction; the second opinion on every figure of a session.</summary>
internal sealed record TsharkCounts(DirectionCounts Tx, DirectionCounts Rx)
{
    /// <summary>All frames, and their bytes as the interface saw them.</summary>
    public long Frames { get; private set; }
    public long LinkBytes { get; private set; }

    public static async Task<TsharkCounts> OfAsync(string capture, params string[] local)
    {
        var result = await WiretaxProgram.RunProgramAsync("tshark", "-n", "-r", capture,
            "-o", "ip.defragment:FALSE", "-o", "tcp.desegment_tcp_streams:FALSE",
            "-T", "fields", "-E", "occurrence=f", "-e", "ip.src", "-e", "frame.len", "-e", "ip.len", "-e", "tcp.len");
        Assert.Equal(0, result.Status);

        var counts = new TsharkCounts(new DirectionCounts(), new DirectionCounts());
        foreach (var line in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split('\t');
            counts.Frames++;
            counts.LinkBytes += Number(fields[1]);
            if (fields[0].Length == 0)
                continue;
            var direction = local.Contains(fields[0]) ? counts.Tx : counts.Rx;
            direction.Frames++;
            direction.IpBytes += Number(fields[2]);
            direction.TcpPayloadBytes += Number(fields[3]);
        }
        return counts;
    }

    private static long Number(string field) => field.Length == 0 ? 0 : long.Parse(field, CultureInfo.InvariantCulture);
}

/// <summary>IPv4 frames of one direction.</summary>
internal sealed record DirectionCounts
{
    public long Frames { get; set; }
    public long IpBytes { get; set; }
    public long TcpPayloadBytes { get; set; }
}
