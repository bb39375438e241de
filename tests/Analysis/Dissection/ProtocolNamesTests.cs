using Wiretax.Analysis.Dissection;

namespace Wiretax.Tests.Analysis.Dissection;

public sealed class ProtocolNamesTests
{
    // The rows that the contract's ledger names, in its order.
    private const string Promised =
        "ethernet vlan mpls pppoe linux-sll linux-sll2 ipv4 ipv4-options ipv6 ipv6-extensions arp icmp icmpv6 tcp "
        + "tcp-options udp sctp gre vxlan geneve gtp-u payload padding undissected";

    private static readonly string[] Names = [.. Enum.GetValues<Protocol>().Select(ProtocolNames.Of)];

    [Fact]
    public void Every_promised_row_has_a_protocol() =>
        Assert.All(Promised.Split(' '), name => Assert.Contains(name, Names));

    [Fact]
    public void Names_are_distinct_and_lower_case()
    {
        Assert.Equal(Names.Length, Names.Distinct().Count());
        Assert.Equal(ProtocolNames.Count, Names.Length);
        Assert.All(Names, name => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", name));
    }
}
