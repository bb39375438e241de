using System.Diagnostics;
using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

[Collection(nameof(OnePathTestAtATime))]
public sealed class LeftoverSweepTests
{
    private const string HeldKind = "WIRETAX_TEST_HELD_PATH";

    [Theory]
    [InlineData("host", 0)]
    [InlineData("host", 20)]
    [InlineData("host", 60)]
    [InlineData("host", 110)]
    [InlineData("host", 900)]
    [InlineData("container", 250)]
    [InlineData("uml-bridged", 400)]
    [InlineData("uml-bridged", 3000)]
    [InlineData("vm-bridged", 1000)]
    [InlineData("vm-bridged", 6000)]
    public async Task What_a_killed_owner_left_is_found_and_removed(string kind, int milliseconds)
    {
        await PathMachine.NeedAsync(kind);
        using var owner = StartOwner(kind);
        await PathMachine.WaitUntilAsync(() => PathMachine.NamespacesOf(owner.Id).Count > 0, TimeSpan.FromSeconds(60));
        await Task.Delay(milliseconds, PathMachine.Cancellation);

        owner.Kill();
        await owner.WaitForExitAsync(PathMachine.Cancellation);
        // A tool that was at work when its owner died ends its work.
        await Task.Delay(300, PathMachine.Cancellation);
        LeftoverSweep.Run();

        PathMachine.AssertNothingLeftOf(owner.Id);
    }

    [Fact]
    public async Task What_belongs_to_a_live_session_is_not_touched()
    {
        var kind = await PathMachine.NeedAsync("host");
        await using var path = await kind.BuildAsync(StandInServer.Request("host"), PathMachine.Cancellation);

        LeftoverSweep.Run();

        await PathMachine.PingAsync(path);
    }

    [Fact]
    public async Task A_name_whose_pid_has_been_given_to_another_process_is_a_leftover()
    {
        await PathMachine.NeedAsync("host");
        var name = $"wt-{Environment.ProcessId}-1-1-peer";
        await PathMachine.RunAsync(new ProcessStartInfo("ip", ["netns", "add", name]));

        LeftoverSweep.Run();

        Assert.DoesNotContain(name, PathMachine.NamespacesOf(Environment.ProcessId));
    }

    [Fact]
    public async Task A_namespace_of_somebody_else_is_not_touched()
    {
        await PathMachine.NeedAsync("host");
        var name = $"wt-somebody-{Guid.NewGuid():N}";
        await PathMachine.RunAsync(new ProcessStartInfo("ip", ["netns", "add", name]));

        LeftoverSweep.Run();

        var there = File.Exists($"/run/netns/{name}");
        await PathMachine.RunAsync(new ProcessStartInfo("ip", ["netns", "del", name]));
        Assert.True(there);
    }

    /// <summary>Not a test of its own: the owner that the tests above kill.</summary>
    [Fact(Explicit = true)]
    public async Task Hold_a_path_until_killed()
    {
        var kind = Environment.GetEnvironmentVariable(HeldKind)!;
        var request = kind is "host" or "container" ? StandInServer.Request(kind) : StandInServer.GuestRequest();
        await using var path = await PathKinds.Find(kind)!.BuildAsync(request, PathMachine.Cancellation);
        await Task.Delay(TimeSpan.FromMinutes(2), PathMachine.Cancellation);
    }

    private static Process StartOwner(string kind)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!,
            ["-explicit", "only", "-noColor", "-noLogo", "-method", $"{typeof(LeftoverSweepTests).FullName}.{nameof(Hold_a_path_until_killed)}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[HeldKind] = kind;
        return Process.Start(start)!;
    }
}
