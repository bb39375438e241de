using Wiretax.Sessions.Scenarios;

namespace Wiretax.Tests.Sessions.Scenarios;

public sealed class ScenarioFileTests
{
    private const string Small = """
        name: small
        paths: [host, vm-bridged]
        workloads: [ping]
        """;

    [Fact]
    public void Defaults_are_those_of_the_contract()
    {
        var scenario = Read("paths: [host]\nworkloads: [ping, http, tcp]\n");

        Assert.Equal("host", scenario.Baseline);
        Assert.Equal("given", scenario.Name);
        var ping = Assert.IsType<PingWorkload>(scenario.Workloads[0]);
        Assert.Equal((4, 56, TimeSpan.FromSeconds(1)), (ping.Count, ping.Payload, ping.Interval));
        Assert.Equal(40_000_000, Assert.IsType<HttpWorkload>(scenario.Workloads[1]).Size);
        var tcp = Assert.IsType<TcpWorkload>(scenario.Workloads[2]);
        Assert.Equal((8192, 65536), (tcp.MessageSize, tcp.SocketBuffer));
        Assert.Equal(["rx", "tx"], tcp.Directions);
        Assert.Equal(Repetition.Exactly(1), scenario.Repeat);
    }

    [Fact]
    public void The_shipped_scenarios_are_read()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Folder("scenarios"), "*.yaml"))
            Assert.NotEmpty(ScenarioFile.Load(file).Workloads);
    }

    [Fact]
    public void A_control_is_the_baseline_under_a_second_name()
    {
        var scenario = Read(Small + "\nbaseline: vm-bridged\ncontrol: true\n");

        var control = Assert.Single(scenario.Paths, each => each.ControlOf is not null);
        Assert.Equal(("vm-bridged-again", "vm-bridged", "vm-bridged"), (control.Name, control.Kind, control.ControlOf));
    }

    [Fact]
    public void A_list_of_sizes_becomes_a_workload_each()
    {
        var scenario = Read("paths: [host]\nworkloads:\n  - http: { size: [10kB, 1MB] }\n");

        Assert.Equal(["http-10kB", "http-1MB"], scenario.Workloads.Select(each => each.Name));
    }

    [Fact]
    public void A_list_of_pairs_becomes_a_workload_each_with_the_number_in_its_name()
    {
        var scenario = Read("paths: [host]\nworkloads:\n  - tcp: { pairs: [4, 1] }\n");

        Assert.Equal(["tcp-1", "tcp-4"], scenario.Workloads.Select(each => each.Name));
        Assert.Equal([1, 4], scenario.Workloads.Select(each => each.Pairs));
        Assert.Equal(4, scenario.Pairs);
    }

    [Fact]
    public void A_ping_may_start_at_either_end()
    {
        var scenario = Read("paths: [host]\nworkloads:\n  - ping: { direction: [tx, rx] }\n");

        var ping = Assert.Single(scenario.Workloads);
        Assert.Equal(["tx", "rx"], ping.Directions);
        Assert.True(ping.StartsAtSystemUnderTest("rx"));
        Assert.False(ping.StartsAtSystemUnderTest("tx"));
    }

    [Fact]
    public void A_wires_payload_rate_is_what_full_segments_leave_of_it()
    {
        var scenario = Read("paths:\n  - { kind: host, rate: 100mbit }\n  - vxlan\nworkloads: [tcp]\n");

        // 1500 - 20 - 32 of 1500 + 38 bytes.
        Assert.Equal(100e6 * 1448 / 1538, scenario.Paths[0].Wire!.PayloadBitsPerSecond(32)!.Value, 3);
        Assert.Null(scenario.Paths[0].Wire!.PayloadBitsPerSecond(null));
        Assert.Null(scenario.Paths[1].Wire);
    }

    [Fact]
    public void Repetition_to_a_precision_has_bounds()
    {
        var scenario = Read(Small + "\nrepeat: { precision: 5%, minimum: 6, time-budget: 2min }\n");

        Assert.Equal(
            new Repetition { Minimum = 6, Maximum = 60, Precision = 0.05, TimeBudget = TimeSpan.FromMinutes(2) },
            scenario.Repeat);
    }

    [Theory]
    [InlineData("paths: [hots]\nworkloads: [ping]\n", "given.yaml:1:9: unknown path 'hots'; allowed: host,")]
    [InlineData("paths: [host]\nworkloads: [pong]\n", "given.yaml:2:13: unknown workload 'pong'; allowed: ping, http, tcp.")]
    [InlineData("paths: [host]\n", "given.yaml:1:1: 'workloads' is missing")]
    [InlineData("paths: [host]\nworkloads: [ping]\nrepet: 3\n", "given.yaml:3:1: unknown key 'repet' in a scenario; allowed: name,")]
    [InlineData("paths: [host]\nworkloads: [ping]\nrepeat: 0\n", "given.yaml:3:9: repeat is '0'; it must be a whole number from 1 to 1000.")]
    [InlineData("paths: [host]\nworkloads: [ping]\nrepeat: { precision: 5 }\n", "given.yaml:3:22: precision is '5'; it must be a percentage")]
    [InlineData("paths: [host]\nworkloads: [ping]\nbaseline: vm\n", "given.yaml:3:11: unknown path 'vm'; allowed: host.")]
    [InlineData("paths: [host, host]\nworkloads: [ping]\n", "given.yaml:1:8: the path name 'host' is used twice")]
    [InlineData("paths: [host]\nworkloads:\n  - http: { size: big }\n", "given.yaml:3:19: size is 'big'; it must be a size such as 40MB")]
    [InlineData("paths: [host]\nworkloads:\n  - tcp: { direction: up }\n", "given.yaml:3:23: unknown direction 'up'; allowed: rx, tx.")]
    [InlineData("paths: [host\n", "given.yaml:2:1: not readable as YAML:")]
    [InlineData("", "given.yaml: the file is empty")]
    [InlineData("paths:\n  - { kind: host, name: ../up }\nworkloads: [ping]\n", "given.yaml:2:25: the name '../up' is not usable")]
    [InlineData("paths:\n  - { memory: 128MiB, kind: vm-nat }\nworkloads: [ping]\n", "given.yaml:2:15: memory of vm-nat is a size from 256MiB to 64GiB")]
    [InlineData("paths: [host]\nworkloads:\n  - http: { size: [] }\n", "given.yaml:3:19: size is a size such as 40MB, 64KiB or 1500, or a list of them; this list is empty.")]
    [InlineData("paths: [host]\nworkloads:\n  - tcp: { pairs: [] }\n", "given.yaml:3:19: pairs is a number of pairs or a list of them; this list is empty.")]
    [InlineData("paths: [host]\nworkloads:\n  - tcp: { direction: [] }\n", "given.yaml:3:23: direction is rx, tx or both as a list; this list is empty.")]
    [InlineData("name: \"a\\0b\"\npaths: [host]\nworkloads: [ping]\n", "given.yaml:1:7: the name 'a\uFFFDb' is not usable; allowed: up to 40 letters,")]
    [InlineData("name: /etc/up\npaths: [host]\nworkloads: [ping]\n", "given.yaml:1:7: the name '/etc/up' is not usable")]
    [InlineData("name: ../../up\npaths: [host]\nworkloads: [ping]\n", "given.yaml:1:7: the name '../../up' is not usable")]
    [InlineData("paths: [\"\\UFFFFFFFF\"]\nworkloads: [ping]\n", "given.yaml:1:8: not readable as YAML: what follows here has an escape")]
    [InlineData("paths: [!<> host]\nworkloads: [ping]\n", "given.yaml:1:")]
    [InlineData("paths: [\"a\\nb\"]\nworkloads: [ping]\n", "given.yaml:1:9: unknown path 'a\uFFFDb'")]
    [InlineData("paths: [host]\nworkloads:\n  - tcp: { socket-buffer: 128MiB }\n", "given.yaml:3:27: socket-buffer is 134217728 bytes; it must be between 2048 and 67108864.")]
    [InlineData("paths: [host]\nworkloads:\n  - ping: { count: 100000 }\n", "given.yaml:3:20: count is '100000'; it must be a whole number from 1 to 65536.")]
    [InlineData("paths: [host]\nworkloads:\n  - ping: { count: 61, interval: 1min }\n", "given.yaml:3:20: count times interval is 3660 s; it must be at most 3600 s.")]
    [InlineData("paths: [host]\nworkloads:\n  - ping: { interval: 20min }\n", "given.yaml:3:23: count times interval is 4800 s; it must be at most 3600 s.")]
    public void A_mistake_is_told_with_file_line_column_and_what_is_allowed(string yaml, string start)
    {
        var mistake = Assert.Throws<ScenarioException>(() => Read(yaml));

        Assert.StartsWith(start, mistake.Message);
        Assert.DoesNotContain('\n', mistake.Message);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Nesting_without_end_is_a_mistake_like_any_other(string level)
    {
        var mistake = Assert.Throws<ScenarioException>(() =>
            Read("paths:\n" + string.Concat(Enumerable.Repeat(level, 100_000))));

        Assert.StartsWith("given.yaml:2:", mistake.Message);
        Assert.Contains("nested more than 100 deep", mistake.Message);
    }

    [Theory]
    [InlineData("/tmp/my scenario.yaml", "my-scenario")]
    [InlineData("/tmp/..yaml", "scenario")]
    [InlineData("/tmp/.hidden.yaml", "hidden")]
    public void The_files_name_becomes_one_that_a_folder_may_have(string file, string name) =>
        Assert.Equal(name, ScenarioFile.Read(file, new StringReader("paths: [host]\nworkloads: [ping]\n")).Name);

    private static Scenario Read(string yaml) => ScenarioFile.Read("given.yaml", new StringReader(yaml));
}
