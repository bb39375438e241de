using Wiretax.Paths.Kinds;
using Wiretax.Paths.Network;

namespace Wiretax.Tests.Paths.Network;

public sealed class NamespaceProofTests
{
    [Theory]
    [InlineData("setpriv", "To install: sudo apt-get install util-linux")]
    [InlineData("ip", "To install: sudo apt-get install iproute2")]
    [InlineData("ethtool", "To install: sudo apt-get install ethtool")]
    public void A_tool_that_is_missing_is_told_with_what_installs_it(string tool, string remedy)
    {
        var missing = NamespaceProof.MissingTool(["setpriv", "ip", "ethtool"], each => each != tool);

        Assert.Equal($"'{tool}' is not installed here.", missing?.Why);
        Assert.Equal(remedy, missing?.Remedy);
        Assert.False(HostPath.Availability(missing).Available);
    }

    [Fact]
    public void With_all_tools_there_none_is_missing() => Assert.Null(NamespaceProof.MissingTool(["setpriv", "ip"], _ => true));

    [Theory]
    [InlineData("'ip netns add x' failed: mount --make-shared /run/netns failed: Operation not permitted.")]
    [InlineData("'ip netns add x' failed: mount of /sys failed: Permission denied.")]
    public void Where_a_right_is_missing_the_host_is_measured_over_loopback(string said)
    {
        var found = HostPath.Availability(NamespaceProof.Failed(said));

        Assert.True(found.Available);
        Assert.StartsWith("over loopback only: Network namespaces cannot be made here: ", found.Detail);
        Assert.Contains("docker run --privileged", found.Detail);
    }

    [Fact]
    public void Where_something_else_is_missing_the_host_is_not_measured()
    {
        var found = HostPath.Availability(NamespaceProof.Failed("'ip -n x link add' failed: Error: Unknown device type."));

        Assert.False(found.Available);
        Assert.DoesNotContain("docker", found.Remedy);
    }
}
