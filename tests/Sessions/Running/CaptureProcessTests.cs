using Wiretax.Sessions;
using Wiretax.Sessions.Running;

namespace Wiretax.Tests.Sessions.Running;

public sealed class CaptureProcessTests
{
    [Theory]
    [InlineData("echo ready; cat; echo nonsense", "The capture printed something that is no result.")]
    [InlineData("echo ready; cat; echo null", "The capture printed no result.")]
    [InlineData("echo ready; cat; echo wiretax: the disk is full >&2; exit 1", "The capture failed: the disk is full")]
    public async Task A_capture_that_ends_without_a_result_fails_its_run_with_a_sentence(string script, string message)
    {
        await using var capture = await StartAsync(script);

        var failed = await Assert.ThrowsAsync<SessionException>(() => capture.StopAsync(TestContext.Current.CancellationToken));

        Assert.Equal(message, failed.Message);
    }

    [Fact]
    public async Task A_capture_that_does_not_drain_fails_its_run_with_a_sentence()
    {
        await using var capture = await StartAsync("echo ready; exec sleep 600");

        var failed = await Assert.ThrowsAsync<SessionException>(() =>
            capture.StopAsync(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken));

        Assert.Equal("The capture had not ended within 0.2 s of its last frame.", failed.Message);
    }

    [Fact]
    public async Task An_interruption_while_it_drains_stays_one()
    {
        await using var capture = await StartAsync("echo ready; exec sleep 600");
        using var interruption = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => capture.StopAsync(interruption.Token));
    }

    private static Task<CaptureProcess> StartAsync(string script)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The stand-in is a shell script.");
        var path = new StandInPath(script);
        return CaptureProcess.StartAsync(path, path.Links[0], "wiretax", "none.pcapng", 128, TestContext.Current.CancellationToken);
    }
}
