using System.Net;
using Wiretax.Generators;

namespace Wiretax.Tests.Generators;

public sealed class DestinationTests
{
    [Fact]
    public async Task A_host_that_nobody_knows_is_named()
    {
        var failed = await Assert.ThrowsAsync<GeneratorException>(() =>
            Destination.ResolveAsync("no.such.host.invalid", LoopbackServer.Cancellation));

        Assert.Contains("'no.such.host.invalid'", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_IPv4_address_in_the_form_of_IPv6_is_IPv4()
    {
        var destination = await Destination.ResolveAsync("::ffff:127.0.0.1", LoopbackServer.Cancellation);

        Assert.Equal(IPAddress.Loopback, destination.Address);
        Assert.Equal("::ffff:127.0.0.1 (127.0.0.1)", destination.ToString());
    }

    [Fact]
    public async Task An_interface_that_is_not_there_is_named()
    {
        var failed = await Assert.ThrowsAsync<GeneratorException>(() =>
            Destination.ResolveAsync("fe80::1%nosuch0", LoopbackServer.Cancellation));

        Assert.Contains("no interface 'nosuch0' here", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interface_that_is_there_stays_with_the_address()
    {
        var destination = await Destination.ResolveAsync("fe80::1%1", LoopbackServer.Cancellation);

        Assert.Equal(1, destination.Address.ScopeId);
    }
}
