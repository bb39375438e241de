namespace Wiretax.Paths.Kinds;

/// <summary>
/// A kind whose peer or system under test is a machine that this process cannot start programs on. That takes the agent
/// there, which sessions do not drive yet; the kind is listed so that a scenario that names it is answered.
/// </summary>
internal sealed class AgentPath(string kind, string summary, string why) : IPathKind
{
    public string Kind => kind;
    public string Summary => summary;

    public static AgentPath GuestToGuest { get; } = new("vm-to-vm", "two QEMU guests on one bridge",
        "Both ends are guests, so generator and capture must be started inside one; that takes the agent, which sessions do not drive yet.");

    public static AgentPath Remote { get; } = new("remote", "a machine of your own, reached through the agent",
        "The far machine is driven through the agent, which sessions do not drive yet.");

    public Task<PathAvailability> CheckAsync(CancellationToken cancellation) =>
        Task.FromResult(new PathAvailability(false, why, "Leave this path out of the scenario."));

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) => throw new PathException(why);
}
