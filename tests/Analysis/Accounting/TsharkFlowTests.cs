using System.Globalization;
using Wiretax.Analysis.Accounting;
using Wiretax.Tests.Capture.Files;
using Wiretax.Tests.EndToEnd;
using Wiretax.Tests.Reporting.Summaries;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>tshark as the judge of what both count alike; where definitions differ, docs/metrics.md says how.</summary>
public sealed class TsharkFlowTests
{
    [Fact]
    public async Task Frames_and_bytes_by_direction_are_those_of_tshark()
    {
        using var file = new TemporaryFile(StudyCaptures.Http(StudyCaptures.VmLin), ".pcap");
        var summary = CaptureAnalyzer.AnalyzeFile(file.Path, new AnalysisOptions());
        var rows = await FieldsAsync(file.Path, "ip.src", "frame.len", "ip.len", "tcp.len");

        foreach (var (local, network, application) in (ReadOnlySpan<(bool, Totals, Totals)>)[
            (true, summary.Layer("network").Tx, summary.Layer("application").Tx),
            (false, summary.Layer("network").Rx, summary.Layer("application").Rx)])
        {
            var own = rows.Where(row => row[0] == summary.Local == local).ToList();
            Assert.Equal(own.Count, network.Frames);
            Assert.Equal(own.Sum(row => Number(row[2])), network.Bytes);
            Assert.Equal(own.Sum(row => Number(row[3])), application.Bytes);
        }
        Assert.Equal(rows.Sum(row => Number(row[1])), summary.Layer("link").Total.Bytes);
    }

    [Fact]
    public async Task Duplicates_windows_keep_alives_and_round_trips_are_those_of_tshark()
    {
        var trace = new Trace().Handshake([.. Mss(1460), .. Scale(0)])
            .Up(11, 1001, 5001, 100).Down(21, 5001, 1101, window: 1000)
            .Up(22, 1101, 5001, 100).Up(22.1, 1201, 5001, 100).Up(22.2, 1301, 5001, 100)
            .Down(32, 5001, 1201).Down(32.1, 5001, 1201).Down(32.2, 5001, 1201)
            .Up(60, 1201, 5001, 100).Down(72, 5001, 1401)
            .Down(80, 5001, 1401, window: 0).Down(90, 5001, 1401)
            .Up(60_000, 1400, 5001).Down(60_010, 5001, 1401);
        using var file = new TemporaryFile(CaptureBytes.Of(trace), ".pcap");
        var flow = CaptureAnalyzer.AnalyzeFile(file.Path, new AnalysisOptions()).Flows[0];
        var rows = await FieldsAsync(file.Path,
            "ip.src", "tcp.analysis.duplicate_ack", "tcp.analysis.zero_window", "tcp.analysis.keep_alive", "tcp.analysis.ack_rtt");

        Assert.Equal(rows.Count(row => row[1].Length > 0), flow.Rx.DuplicateAcks);
        Assert.Equal(rows.Count(row => row[2].Length > 0), flow.Rx.ZeroWindows);
        Assert.Equal(rows.Count(row => row[3].Length > 0), flow.Tx.KeepAlives);
        var samples = rows.Where(row => row[0] == "10.0.0.2" && row[4].Length > 0)
            .Select(row => double.Parse(row[4], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(samples.Min(), flow.RttSeconds!.Min);
    }

    private static async Task<List<string[]>> FieldsAsync(string file, params string[] fields)
    {
        var arguments = new List<string>
        {
            "-n", "-r", file, "-o", "ip.defragment:FALSE", "-o", "tcp.desegment_tcp_streams:FALSE", "-T", "fields", "-E", "occurrence=f",
        };
        foreach (var field in fields)
            arguments.AddRange(["-e", field]);
        try
        {
            var result = await WiretaxProgram.RunProgramAsync("tshark", [.. arguments]);
            Assert.Equal(0, result.Status);
            return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("tshark is not installed");
            throw;
        }
    }

    private static long Number(string field) => field.Length == 0 ? 0 : long.Parse(field, CultureInfo.InvariantCulture);
}
