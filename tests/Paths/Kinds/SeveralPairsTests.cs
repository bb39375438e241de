using Wiretax.Paths;

namespace Wiretax.Tests.Paths.Kinds;

/// <summary>Pairs side by side, and guests that wait while they have no part in a run.</summary>
[Collection(nameof(OnePathTestAtATime))]
public sealed class SeveralPairsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-pairs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("host")]
    [InlineData("uml-bridged")]
    public async Task Each_pair_has_an_interface_a_subnet_and_a_server_of_its_own(string kindName)
    {
        var kind = await PathMachine.NeedAsync(kindName);
        var request = StandInServer.Request(kindName) with { Servers = [Server(kindName, 8088), Server(kindName, 8089)] };
        await using (var path = await kind.BuildAsync(request, PathMachine.Cancellation))
        {
            Assert.Equal(["peer0", "peer1"], path.Links.Select(each => each.PeerInterface));
            Assert.Equal(["10.77.0.1", "10.77.1.1"], path.Links.Select(each => $"{each.PeerAddress}"));
            foreach (var link in path.Links)
            {
                var download = await PathMachine.RunInPeerAsync(path, "busybox", "sh", "-c",
                    $"busybox wget -q -O - http://{link.SystemUnderTestAddress}:{link.Server.HttpPort}/file | busybox wc -c");
                Assert.Equal("1000", download.Output.Trim());
            }
        }
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Theory]
    [InlineData("vm-bridged")]
    [InlineData("uml-bridged")]
    public async Task A_paused_guest_answers_nothing_takes_no_time_and_goes_on_afterwards(string kindName)
    {
        var kind = await PathMachine.NeedAsync(kindName);
        await using (var path = await kind.BuildAsync(StandInServer.GuestRequest(), PathMachine.Cancellation))
        {
            await path.ActivateAsync(0, PathMachine.Cancellation);
            var before = Assert.Single(path.Hypervisors()).Seconds;
            Assert.NotEqual(0, (await PingOnceAsync(path)).Status);
            Assert.InRange(path.Hypervisors()[0].Seconds!.Value - before!.Value, 0, 0.05);

            await path.ActivateAsync(1, PathMachine.Cancellation);
            Assert.Equal(0, (await PingOnceAsync(path)).Status);
            await PathMachine.DownloadAsync(path);
        }
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task A_path_whose_guest_is_paused_is_taken_down_all_the_same()
    {
        var kind = await PathMachine.NeedAsync("uml-bridged");
        var path = await kind.BuildAsync(StandInServer.GuestRequest(), PathMachine.Cancellation);
        await path.ActivateAsync(0, PathMachine.Cancellation);

        await path.DisposeAsync();

        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    private static Task<(int Status, string Output)> PingOnceAsync(IPath path) =>
        PathMachine.RunInPeerAsync(path, "busybox", "ping", "-c", "1", "-W", "1", $"{path.Links[0].SystemUnderTestAddress}");

    private ServerCommand Server(string kindName, int port)
    {
        var (shell, folder) = kindName == "host" ? ("busybox ", _folder) : ("", "/tmp");
        return StandInServer.Shell(
            $"{shell}head -c 1000 /dev/zero >{folder}/file; {shell}httpd -p {port} -h {folder}; echo ready; exec {shell}sleep 600") with
        { HttpPort = port, TcpPort = port };
    }
}
