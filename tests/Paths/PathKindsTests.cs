using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

public sealed class PathKindsTests
{
    [Fact]
    public void Every_kind_of_the_contract_is_there() => Assert.Equal(
        ["host", "container", "vm-bridged", "vm-nat", "vm-host-only", "vm-to-vm", "uml-bridged", "vxlan", "remote"],
        PathKinds.All.Select(each => each.Kind));

    [Fact]
    public void An_unknown_kind_is_not_found() => Assert.Null(PathKinds.Find("carrier-pigeon"));
}
