using Wiretax.Sessions;

namespace Wiretax.Tests.EndToEnd;

public sealed class FailingPathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-failing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_path_whose_check_fails_is_not_measured_and_the_others_are()
    {
        Machine.NeedRoot();
        using var broken = new BrokenTool("linux.uml", "libfoo.so: cannot open shared object file");

        var result = await broken.RunAsync("run", Pings("host, uml-bridged"), "--out", Session);

        Assert.True(result.Status == 3, result.Errors);
        var (_, record) = SessionFolder.Open(Session);
        Assert.True(record.Finished);
        Assert.Contains("libfoo.so", Assert.Single(record.Paths, each => !each.Measured).Why);
        Assert.All(record.Runs, each => Assert.Equal(("host", true), (each.Path, each.Complete)));
        Assert.NotEmpty(record.Runs);
    }

    [Fact]
    public async Task A_guest_whose_files_find_no_room_is_not_measured_and_the_others_are()
    {
        Machine.NeedRoot();
        // Its own mount namespace: nobody else sees the small file system.
        var result = await WiretaxProgram.RunProgramAsync("unshare", "-m", "sh", "-c",
            "mkdir -p -m 700 /run/wiretax && mount -t tmpfs -o size=1m,mode=700 none /run/wiretax && exec \"$0\" \"$@\"",
            WiretaxProgram.Path, "run", Pings("host, uml-bridged"), "--out", Session);
        if (result.Errors.Contains("unshare:", StringComparison.Ordinal) || result.Errors.Contains("mount:", StringComparison.Ordinal))
            Assert.Skip($"cannot mount a small file system: {result.Errors}");

        Assert.True(result.Status == 3, result.Errors);
        var (_, record) = SessionFolder.Open(Session);
        var guest = Assert.Single(record.Paths, each => !each.Measured);
        Assert.Equal("uml-bridged", guest.Name);
        Assert.NotNull(guest.Why);
        if (File.Exists("/usr/bin/linux.uml"))
            Assert.Contains("No space left on device", guest.Why);
        Assert.All(record.Runs, each => Assert.Equal(("host", true), (each.Path, each.Complete)));
        Assert.NotEmpty(record.Runs);
    }

    [Fact]
    public async Task A_session_without_a_path_fails_and_its_record_says_why()
    {
        Machine.NeedRoot();
        using var broken = new BrokenTool("linux.uml", "libfoo.so: cannot open shared object file");

        var result = await broken.RunAsync("run", Pings("uml-bridged"), "--out", Session);

        Assert.Equal(1, result.Status);
        Assert.StartsWith("wiretax: No path could be built: ", result.Errors.Split('\n')[^1]);
        var (_, record) = SessionFolder.Open(Session);
        Assert.False(record.Finished);
        Assert.Contains("libfoo.so", Assert.Single(record.Paths).Why);
    }

    private string Session => Path.Combine(_folder, "session");

    private string Pings(string paths)
    {
        var file = Path.Combine(_folder, "pings.yaml");
        File.WriteAllText(file, $"paths: [{paths}]\nworkloads:\n  - ping: {{ count: 2, interval: 10ms }}\nwarm-up: 0\n");
        return file;
    }
}
