namespace Wiretax.Paths.Guests;

/// <summary>What runs in a guest: the server, and beside it the agent, which is the same program.</summary>
internal sealed record GuestPrograms(ServerCommand Server, AgentCommand? Agent)
{
    /// <param name="pair">From 0.</param>
    public static GuestPrograms Of(PathRequest request, int pair) => new(request.Servers[pair], request.Agent);
}
