using System.Text.Json;
using Wiretax.Analysis.Comparison;
using Wiretax.Sessions;
using Wiretax.Tests.Analysis.Comparison;
using Wiretax.Tests.EndToEnd;

namespace Wiretax.Tests.Cli;

/// <summary><c>wiretax compare</c> over session folders, as a pipeline calls it.</summary>
public sealed class CompareVerbTests : IDisposable
{
    private static readonly double[] Host = [1.00, 1.02, 0.99, 1.01, 1.00, 1.03];
    private static readonly double[] Guest = [1.20, 1.23, 1.18, 1.22, 1.19, 1.24];

    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-compare-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_session_alone_is_compared_by_its_own_baseline_and_paired_by_block()
    {
        var result = await WiretaxProgram.RunAsync("compare", Session("one", Guest), "--format", "json");

        Assert.Equal((0, ""), (result.Status, result.Errors));
        var comparison = JsonSerializer.Deserialize(result.Output, ComparisonJson.Default.ComparisonResult)!;
        Assert.Equal(("host", "guest"), (comparison.Baseline, comparison.Candidates.Single().Name));
        var duration = comparison.Metric("application.duration");
        Assert.True(duration.Paired);
        Assert.Equal(Verdicts.Slower, duration.Verdict);
    }

    [Fact]
    public async Task Paths_of_two_sessions_are_compared_as_independent_runs()
    {
        var (before, after) = (Session("before", Host), Session("after", Guest));

        var result = await WiretaxProgram.RunAsync("compare", before + ":guest", after + ":guest", "--format", "json");

        var comparison = JsonSerializer.Deserialize(result.Output, ComparisonJson.Default.ComparisonResult)!;
        Assert.Equal((before + ":guest", after + ":guest"), (comparison.Baseline, comparison.Candidates.Single().Name));
        Assert.False(comparison.Metric("application.duration").Paired);
        Assert.Equal(Verdicts.Slower, comparison.Metric("application.duration").Verdict);
    }

    [Theory]
    [InlineData("http.application.duration > 1.10", 4)]
    [InlineData("http.application.duration > 1.30", 0)]
    [InlineData("http.application.duration > 1.30 or http.goodput < 0.95", 4)]
    [InlineData("http.application.duration", 2)]
    [InlineData("http.colour > 1", 2)]
    public async Task A_gate_decides_the_exit_status(string gate, int status) =>
        Assert.Equal(status, (await WiretaxProgram.RunAsync("compare", Session("one", Guest), "--fail-if", gate)).Status);

    [Fact]
    public async Task A_gate_that_one_run_cannot_decide_ends_with_status_3_and_a_sentence()
    {
        var result = await WiretaxProgram.RunAsync("compare", Session("one", [1.2]), "--fail-if", "http.application.duration > 1.10");

        Assert.Equal(3, result.Status);
        Assert.Contains("not decidable", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_metric_is_wrong_usage_that_names_those_there_are()
    {
        var result = await WiretaxProgram.RunAsync("compare", Session("one", Guest), "--fail-if", "http.colour > 1");

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains("http.application.duration", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_there_names_those_that_are()
    {
        var result = await WiretaxProgram.RunAsync("compare", Session("one", Guest), Path.Combine(_folder, "one") + ":moon");

        Assert.Equal(2, result.Status);
        Assert.Contains("it has: host, guest", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_without_a_candidate_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));

        var result = await WiretaxProgram.RunAsync("compare", Path.Combine(_folder, "empty"));

        Assert.Equal(2, result.Status);
        Assert.Contains("compared with nothing", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--margin", "2")]
    [InlineData("--confidence", "95")]
    [InlineData("--format", "xml")]
    public async Task Options_out_of_range_are_refused(string option, string value) =>
        Assert.Equal(2, (await WiretaxProgram.RunAsync("compare", Session("one", Guest), option, value)).Status);

    private string Session(string name, double[] guest)
    {
        var root = Path.Combine(_folder, name);
        var runs = Measured.Series("host", Host[..guest.Length]).Concat(Measured.Series("guest", guest));
        SessionFolder.Create(root).Save(new SessionRecord
        {
            Scenario = "made-up",
            Baseline = "host",
            Paths = [new PathRecord { Name = "host", Kind = "host", Measured = true }, new PathRecord { Name = "guest", Kind = "vm-bridged", Measured = true }],
            Runs = [.. runs.Select(run => new RunRecord
            {
                Path = run.Path,
                Workload = run.Workload,
                Direction = run.Direction,
                Repetition = run.Block,
                Complete = run.Complete,
                Summary = run.Summary,
            })],
        });
        return root;
    }
}
