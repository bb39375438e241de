using Wiretax.Agent;

namespace Wiretax.Tests.Agent;

public sealed class AgentEndpointTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", 9443)]
    [InlineData("192.0.2.1:80", "192.0.2.1", 80)]
    [InlineData("guest.example:1", "guest.example", 1)]
    [InlineData("2001:db8::1", "2001:db8::1", 9443)]
    [InlineData("[2001:db8::1]", "2001:db8::1", 9443)]
    [InlineData("[2001:db8::1]:65535", "2001:db8::1", 65535)]
    public void A_host_has_a_port_or_the_usual_one(string text, string host, int port)
    {
        Assert.True(AgentEndpoint.TryParse(text, out var endpoint));
        Assert.Equal(new AgentEndpoint(host, port), endpoint);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":80")]
    [InlineData("host:65536")]
    [InlineData("host:")]
    [InlineData("a b")]
    public void What_names_no_host_is_refused(string text) => Assert.False(AgentEndpoint.TryParse(text, out _));
}
