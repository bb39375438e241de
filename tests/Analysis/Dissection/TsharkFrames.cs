using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>What tshark says of one frame; lists hold one value for each header, outermost first.</summary>
internal sealed record TsharkFrame(
    int Length,
    string Protocols,
    int[] Ipv4Lengths,
    int[] Ipv6PayloadLengths,
    int[] UdpLengths,
    int[] TcpPayloadLengths);

/// <summary>Runs tshark over frames of several link types, without putting fragments or streams together.</summary>
internal static class TsharkFrames
{
    private static readonly string[] Fields =
        ["frame.len", "frame.protocols", "ip.len", "ipv6.plen", "udp.length", "tcp.len"];

    public static IReadOnlyList<TsharkFrame> Read(IReadOnlyList<Stack> frames)
    {
        var file = Path.Combine(Path.GetTempPath(), $"wiretax-{Guid.NewGuid():n}.pcapng");
        File.WriteAllBytes(file, Pcapng(frames));
        try
        {
            return Run(file).Select(Parse).ToList();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string[] Run(string file)
    {
        var start = new ProcessStartInfo("tshark") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[
            "-n", "-r", file, "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE",
            "-o", "tcp.desegment_tcp_streams:FALSE", "-d", "udp.port==8472,vxlan", "-T", "fields", "-E", "occurrence=a",
            .. Fields.SelectMany(field => new[] { "-e", field })])
        {
            start.ArgumentList.Add(argument);
        }

        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("tshark is not installed.");
        }

        using (process)
        {
            process!.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            return lines;
        }
    }

    private static TsharkFrame Parse(string line)
    {
        var fields = line.Split('\t');
        return new TsharkFrame(
            Numbers(fields[0])[0], fields[1], Numbers(fields[2]), Numbers(fields[3]), Numbers(fields[4]),
            Numbers(fields[5]));
    }

    private static int[] Numbers(string field) => field
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(number => int.Parse(number, CultureInfo.InvariantCulture))
        .ToArray();

    // One interface description for each frame: pcapng is the format in which link types may differ.
    private static byte[] Pcapng(IReadOnlyList<Stack> frames)
    {
        using var file = new MemoryStream();
        Block(file, 0x0a0d0d0a, [.. Little(0x1a2b3c4d), .. Little(1), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        for (var i = 0; i < frames.Count; i++)
        {
            Block(file, 1, [.. Little((uint)frames[i].LinkType), .. Little(0)]);
        }

        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames[i].Frame;
            Block(file, 6,
            [
                .. Little((uint)i), .. Little(0), .. Little(0), .. Little((uint)frame.Length),
                .. Little((uint)frame.Length), .. frame, .. new byte[-frame.Length & 3],
            ]);
        }

        return file.ToArray();
    }

    private static void Block(MemoryStream file, uint type, byte[] body)
    {
        file.Write(Little(type));
        file.Write(Little((uint)body.Length + 12));
        file.Write(body);
        file.Write(Little((uint)body.Length + 12));
    }

    private static byte[] Little(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
