namespace Wiretax.Tests.EndToEnd;

public sealed class FullDiskTests : IDisposable
{
    private readonly string _disk = Directory.CreateTempSubdirectory("wiretax-full-disk-").FullName;
    private bool _mounted;

    public void Dispose()
    {
        if (_mounted)
            WiretaxProgram.RunProgramAsync("umount", _disk).GetAwaiter().GetResult();
        Directory.Delete(_disk);
    }

    [Fact]
    public async Task A_session_on_a_disk_that_fills_up_says_so_and_leaves_nothing_behind()
    {
        Machine.NeedRoot();
        var mount = await WiretaxProgram.RunProgramAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _disk);
        if (mount.Status != 0)
            Assert.Skip($"cannot mount a small file system: {mount.Errors}");
        _mounted = true;
        var scenario = Path.Combine(_disk, "large.yaml");
        await File.WriteAllTextAsync(
            scenario, "paths: [host]\nworkloads:\n  - http: { size: 40MB }\nwarm-up: 0\n", TestContext.Current.CancellationToken);

        using var run = WiretaxProgram.Start(WiretaxProgram.Path, "run", scenario, "--out", Path.Combine(_disk, "session"));
        var result = await run.WaitAsync();

        Assert.Contains("No space left on device", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        Assert.True(result.Status is 1 or 3, $"ended with {result.Status}");
        Machine.AssertNothingLeftOf(run.Id);
    }
}
