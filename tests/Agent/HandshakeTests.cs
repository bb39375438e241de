using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Wiretax.Agent;
using Wiretax.Agent.Certificates;

namespace Wiretax.Tests.Agent;

public sealed class HandshakeTests
{
    [Fact]
    public async Task A_session_with_its_certificate_is_let_in()
    {
        await using var agent = await LoopbackAgent.StartAsync();

        Assert.True(await HandshakeProbe.IsLetInAsync(agent.Listening, agent.SessionCertificates().Own, SslProtocols.Tls13, LoopbackAgent.Cancellation));
        Assert.Empty(agent.Log);
    }

    [Fact]
    public async Task A_client_without_a_certificate_is_refused() =>
        await RefusedAsync(_ => null, SslProtocols.Tls13, "it showed no certificate");

    [Fact]
    public async Task A_client_with_an_expired_certificate_is_refused() =>
        await RefusedAsync(agent => agent.ExpiredSession().Own, SslProtocols.Tls13, "its certificate is not valid now");

    [Fact]
    public async Task A_client_of_another_authority_is_refused() =>
        await RefusedAsync(agent => agent.StrangeSession().Own, SslProtocols.Tls13, "its certificate is of another authority");

    [Fact]
    public async Task A_client_with_an_agents_certificate_is_refused() =>
        await RefusedAsync(agent => agent.SecondAgent().Own, SslProtocols.Tls13, "its certificate is not for this end of the link");

    [Fact]
    public async Task A_client_that_offers_no_later_version_than_TLS_1_2_is_refused() =>
#pragma warning disable CA5398 // The old version is what is tested.
        await RefusedAsync(agent => agent.SessionCertificates().Own, SslProtocols.Tls12, "it does not offer TLS 1.3");
#pragma warning restore CA5398

    [Fact]
    public async Task A_session_is_told_in_one_sentence_that_it_was_refused()
    {
        await using var agent = await LoopbackAgent.StartAsync();

        var refused = await Assert.ThrowsAsync<AgentException>(() =>
            AgentClient.ConnectAsync(agent.Endpoint, agent.StrangeSession(), new AgentClientOptions(), LoopbackAgent.Cancellation));

        Assert.Equal($"The connection to the agent at {agent.Endpoint} was refused or lost; the agent's log says whether it refused.", refused.Message);
    }

    [Fact]
    public async Task A_session_does_not_believe_an_agent_of_another_authority() =>
        await DisbelievedAsync(LoopbackAgent.StrangeAgent, "its certificate is of another authority.");

    [Fact]
    public async Task A_session_does_not_believe_an_expired_agent() =>
        await DisbelievedAsync(LoopbackAgent.ExpiredAgent, "its certificate is not valid now");

    [Fact]
    public async Task A_session_does_not_believe_another_session() =>
        await DisbelievedAsync(LoopbackAgent.SessionAsAgent, "its certificate is ");

    private static async Task RefusedAsync(Func<LoopbackAgent, X509Certificate2?> certificate, SslProtocols protocols, string why)
    {
        await using var agent = await LoopbackAgent.StartAsync();

        Assert.False(await HandshakeProbe.IsLetInAsync(agent.Listening, certificate(agent), protocols, LoopbackAgent.Cancellation));

        var line = await agent.LoggedAsync("refused");
        Assert.Contains(why, line, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:", line, StringComparison.Ordinal);
    }

    private static async Task DisbelievedAsync(Func<AgentAuthority, AgentCertificates> certificates, string why)
    {
        await using var agent = await LoopbackAgent.StartAsync(certificates);

        var doubted = await Assert.ThrowsAsync<AgentException>(() => agent.ConnectAsync());

        Assert.StartsWith($"The agent at {agent.Endpoint} is not believed: {why}", doubted.Message, StringComparison.Ordinal);
    }
}
