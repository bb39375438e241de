using Wiretax.Tests.EndToEnd;

namespace Wiretax.Tests.Cli;

/// <summary>Bad input, as a user meets it: one clear sentence, the promised exit status, no stack trace.</summary>
public sealed class WrongUseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-wrong-use-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_unknown_path_names_file_line_column_and_what_is_allowed()
    {
        var scenario = Write("wrong.yaml", "paths: [host, wm-bridged]\nworkloads: [ping]\n");

        var result = await WiretaxProgram.RunAsync("run", scenario);

        AssertRefused(result, 2, $"{scenario}:1:15: unknown path 'wm-bridged'; allowed: host, ");
    }

    [Fact]
    public async Task An_unknown_workload_names_file_line_column_and_what_is_allowed()
    {
        var scenario = Write("wrong.yaml", "paths: [host]\nworkloads: [pong]\n");

        var result = await WiretaxProgram.RunAsync("run", scenario);

        AssertRefused(result, 2, $"{scenario}:2:13: unknown workload 'pong'; allowed: ping, http, tcp.");
    }

    [Fact]
    public async Task A_missing_scenario_is_named()
    {
        var result = await WiretaxProgram.RunAsync("run", Path.Combine(_folder, "none.yaml"));

        AssertRefused(result, 2, "Cannot read the scenario");
    }

    [Fact]
    public async Task A_file_that_is_no_capture_is_refused()
    {
        var result = await WiretaxProgram.RunAsync("analyze", Write("text.pcap", "This is no capture, it is a text.\n"));

        AssertRefused(result, 1, "text.pcap");
    }

    [Fact]
    public async Task An_interface_that_does_not_exist_is_refused()
    {
        Machine.NeedRoot();
        var result = await WiretaxProgram.RunAsync("capture", "-i", "nosuch0", "-w", Path.Combine(_folder, "none.pcapng"));

        AssertRefused(result, 1, "nosuch0");
        Assert.False(File.Exists(Path.Combine(_folder, "none.pcapng")));
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_not_overwritten()
    {
        var scenario = Write("good.yaml", "paths: [host]\nworkloads: [ping]\n");

        var result = await WiretaxProgram.RunAsync("run", scenario, "--out", _folder);

        AssertRefused(result, 1, "is not empty");
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("run")]
    [InlineData("analyze", "--format", "xml", "x.pcap")]
    [InlineData("run", "x.yaml", "--repeat", "0")]
    [InlineData("run", "x.yaml", "--repeat", "many")]
    public async Task Wrong_usage_ends_with_status_2_and_points_to_help(params string[] arguments)
    {
        var result = await WiretaxProgram.RunAsync(arguments);

        AssertRefused(result, 2, "--help");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("analyze")]
    [InlineData("compare")]
    [InlineData("capture")]
    [InlineData("generate")]
    [InlineData("serve")]
    [InlineData("paths")]
    [InlineData("report")]
    public async Task Every_verb_has_help(string verb)
    {
        var result = await WiretaxProgram.RunAsync(verb, "--help");

        Assert.Equal(0, result.Status);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static void AssertRefused(ProgramResult result, int status, string said)
    {
        Assert.Contains(said, result.Errors, StringComparison.Ordinal);
        Assert.Equal(status, result.Status);
        Assert.Empty(result.Output);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }
}
