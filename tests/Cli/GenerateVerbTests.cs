using System.Globalization;
using System.Text.Json;
using Wiretax.Generators;
using Wiretax.Tests.EndToEnd;
using Wiretax.Tests.Generators;

namespace Wiretax.Tests.Cli;

/// <summary>Both ends as the built program, each in a namespace of its own.</summary>
public sealed class GenerateVerbTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("http", "--size", "4MB", "--direction", "receive")]
    [InlineData("http", "--size", "4MB", "--direction", "send")]
    [InlineData("tcp", "--duration", "200ms", "--direction", "receive")]
    [InlineData("tcp", "--duration", "200ms", "--direction", "send")]
    public async Task What_it_counts_is_what_the_far_end_acknowledged_on_the_wire(params string[] workload)
    {
        await using var pair = await NamespacePair.CreateAsync();
        using var server = await ServeAsync(pair);
        var file = Path.Combine(Path.GetTempPath(), $"wiretax-generate-{Guid.NewGuid():n}.pcap");
        try
        {
            using var capture = NamespacePair.Start(pair.Near, "tcpdump", "-i", NamespacePair.Interface, "-s", "96", "-B", "65536", "--immediate-mode", "-U", "-w", file, "tcp");
            await capture.WaitForErrorLineAsync("listening on", Limit);

            var result = await GenerateAsync(pair, workload);
            await Task.Delay(500, TestContext.Current.CancellationToken);
            await WiretaxProgram.RunProgramAsync("kill", "-INT", capture.Id.ToString(CultureInfo.InvariantCulture));
            await capture.WaitAsync();

            // The last acknowledgment covers SYN, payload and FIN: payload is two less.
            var segments = await SegmentsAsync(file);
            Assert.Equal(result.BytesReceived, segments.Where(each => each.FromNear).Max(each => each.Acknowledged) - 2);
            Assert.Equal(result.BytesSent, segments.Where(each => !each.FromNear).Max(each => each.Acknowledged) - 2);
            Assert.Equal(2, segments.Where(each => each.Fin).Select(each => each.FromNear).Distinct().Count());
            Assert.DoesNotContain(segments, each => each.Reset);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Ping_prints_a_line_a_reply_and_a_summary()
    {
        await using var pair = await NamespacePair.CreateAsync();

        var result = await NamespacePair.RunAsync(pair.Near, WiretaxProgram.Path,
            "generate", "ping", NamespacePair.FarAddress, "--count", "3", "--interval", "10ms");

        Assert.Equal(0, result.Status);
        Assert.Contains($"64 bytes from {NamespacePair.FarAddress}: seq=3 time=", result.Output, StringComparison.Ordinal);
        Assert.Contains("3 requests sent, 3 replies received, 0 % lost", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ping", "10.98.0.9", "answered none of 1 echo requests")]
    [InlineData("ping", "192.0.2.1", "there is no route to its network")]
    [InlineData("http", "10.98.0.9", "10.98.0.9, port 8080")]
    [InlineData("tcp", NamespacePair.FarAddress, "connection refused")]
    public async Task A_far_end_that_is_not_there_is_one_sentence_and_status_1(string workload, string host, string said)
    {
        await using var pair = await NamespacePair.CreateAsync();
        string[] limited = workload == "ping" ? ["--count", "1", "--wait", "500ms"] : [];

        var result = await NamespacePair.RunAsync(pair.Near, WiretaxProgram.Path, ["generate", workload, host, .. limited]);

        Assert.Equal(1, result.Status);
        Assert.Contains(said, result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Single(result.Errors.Split('\n'));
    }

    [Theory]
    [InlineData("--count must be a whole number from 1 to 65536, not '0'", "ping", "--count", "0")]
    [InlineData("--interval must be a duration such as", "ping", "--interval", "soon")]
    [InlineData("--payload must be a size such as", "ping", "--payload", "70000")]
    [InlineData("--size must be a size such as", "http", "--size", "-1")]
    [InlineData("--message-size must be a size such as", "tcp", "--message-size", "1GiB")]
    [InlineData("--socket-buffer must be a size such as", "tcp", "--socket-buffer", "1")]
    [InlineData("--duration must be a duration such as", "tcp", "--duration", "2h")]
    [InlineData("--start-at must be at most 120 s ahead", "tcp", "--start-at", "9000000000000000000")]
    [InlineData("--start-at must be a moment in nanoseconds since the epoch", "tcp", "--start-at", "abc")]
    public async Task A_wrong_value_is_status_2_and_names_what_is_allowed(string said, string workload, string option, string value)
    {
        var result = await WiretaxProgram.RunAsync("generate", workload, "127.0.0.1", $"{option}={value}");

        Assert.Equal(2, result.Status);
        Assert.Contains(said, result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("ping", "")]
    [InlineData("http", " ")]
    public async Task A_host_without_a_name_is_wrong_usage(string workload, string host)
    {
        var result = await WiretaxProgram.RunAsync("generate", workload, host);

        Assert.Equal(2, result.Status);
        Assert.Contains($"The host must be an address or a name, not '{host}'.", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("table", " requests sent, ")]
    [InlineData("json", "\"echoRequests\":")]
    public async Task An_interrupted_ping_prints_what_it_measured(string format, string said)
    {
        Machine.NeedRoot();
        using var ping = WiretaxProgram.Start(WiretaxProgram.Path, "generate", "ping", "127.0.0.1", "--count", "1000", "--format", format);
        await Task.Delay(1500, TestContext.Current.CancellationToken);

        await WiretaxProgram.RunProgramAsync("kill", "-INT", ping.Id.ToString(CultureInfo.InvariantCulture));
        var result = await ping.WaitAsync();

        Assert.Equal(130, result.Status);
        Assert.Contains(said, result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task A_server_that_dies_ends_the_stream_with_a_sentence()
    {
        await using var pair = await NamespacePair.CreateAsync();
        using var server = await ServeAsync(pair);
        using var stream = NamespacePair.Start(pair.Near, WiretaxProgram.Path, "generate", "tcp", NamespacePair.FarAddress, "--duration", "60s");
        await Task.Delay(1000, TestContext.Current.CancellationToken);

        await WiretaxProgram.RunProgramAsync("kill", "-KILL", server.Id.ToString(CultureInfo.InvariantCulture));
        var result = await stream.WaitAsync();

        Assert.Equal(1, result.Status);
        Assert.Matches("(broke the connection off|ended the connection too early), after [0-9]+ bytes sent and [0-9]+ received", result.Errors);
    }

    [Fact]
    public async Task Serve_says_ready_and_ends_with_status_0_when_told()
    {
        using var server = WiretaxProgram.Start(WiretaxProgram.Path, "serve", "--address", "127.0.0.1", "--http-port", "0", "--tcp-port", "0");
        await server.WaitForErrorLineAsync("HTTP at port", Limit);
        await Task.Delay(200, TestContext.Current.CancellationToken);

        await WiretaxProgram.RunProgramAsync("kill", "-TERM", server.Id.ToString(CultureInfo.InvariantCulture));
        var result = await server.WaitAsync();

        Assert.Equal((0, "ready\n"), (result.Status, result.Output));
    }

    [Fact]
    public async Task Serve_ends_when_its_input_closes()
    {
        var result = await WiretaxProgram.RunAsync(
            "serve", "--address", "127.0.0.1", "--http-port", "0", "--tcp-port", "0", "--until-stdin-closes");

        Assert.Equal((0, "ready\n"), (result.Status, result.Output));
    }

    [Fact]
    public async Task Serve_ends_when_its_input_was_never_open()
    {
        var result = await WiretaxProgram.RunProgramAsync("sh", "-c",
            $"exec timeout 20 '{WiretaxProgram.Path}' serve --address 127.0.0.1 --http-port 0 --tcp-port 0 --until-stdin-closes <&-");

        Assert.Equal((0, "ready\n"), (result.Status, result.Output));
    }

    [Theory]
    [InlineData(2, "--http-port and --tcp-port must differ, and both are 18080", "--http-port", "18080", "--tcp-port", "18080")]
    [InlineData(1, "no interface 'nosuch0' here", "--address", "fe80::1%nosuch0")]
    [InlineData(2, "--address must be an IP address of this machine, not 'here'", "--address", "here")]
    public async Task Serve_refuses_where_it_cannot_listen(int status, string said, params string[] arguments)
    {
        var result = await WiretaxProgram.RunAsync(["serve", .. arguments]);

        Assert.Equal(status, result.Status);
        Assert.Contains(said, result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var taken = await LoopbackServer.StartAsync();

        foreach (var ports in (string[][])
        [
            ["--http-port", Text(taken.HttpPort), "--tcp-port", "0"],
            ["--http-port", "0", "--tcp-port", Text(taken.TcpPort)],
        ])
        {
            var result = await WiretaxProgram.RunAsync(["serve", "--address", "127.0.0.1", .. ports]);
            Assert.Equal(1, result.Status);
            Assert.Contains("another program listens there", result.Errors, StringComparison.Ordinal);
        }
    }

    private static async Task<RunningProgram> ServeAsync(NamespacePair pair)
    {
        var server = NamespacePair.Start(pair.Far, WiretaxProgram.Path, "serve");
        await server.WaitForErrorLineAsync("HTTP at port", Limit);
        return server;
    }

    private static async Task<GeneratorResult> GenerateAsync(NamespacePair pair, string[] workload)
    {
        var result = await NamespacePair.RunAsync(pair.Near, WiretaxProgram.Path,
            ["generate", workload[0], NamespacePair.FarAddress, .. workload[1..], "--format", "json"]);
        Assert.True(result.Status == 0, result.Errors);
        return JsonSerializer.Deserialize(result.Output, GeneratorJson.Default.GeneratorResult)!;
    }

    private sealed record Segment(bool FromNear, long Acknowledged, bool Fin, bool Reset);

    private static async Task<List<Segment>> SegmentsAsync(string file)
    {
        var result = await WiretaxProgram.RunProgramAsync("tshark", "-n", "-r", file, "-T", "fields",
            "-e", "ip.src", "-e", "tcp.ack", "-e", "tcp.flags.fin", "-e", "tcp.flags.reset");
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var fields = line.Split('\t');
            return new Segment(fields[0] != NamespacePair.FarAddress, long.Parse(fields[1], CultureInfo.InvariantCulture), IsSet(fields[2]), IsSet(fields[3]));
        })];

        static bool IsSet(string flag) => flag is "1" or "True";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
