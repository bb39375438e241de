using Wiretax.Paths.Kinds;

namespace Wiretax.Paths;

/// <summary>Every kind of path there is.</summary>
public static class PathKinds
{
    public static IReadOnlyList<IPathKind> All { get; } =
    [
        new HostPath(), new ContainerPath(),
        new BridgedQemuPath(), new NatQemuPath(), new HostOnlyQemuPath(), AgentPath.GuestToGuest,
        new BridgedUmlPath(), new VxlanPath(), AgentPath.Remote,
    ];

    public static IPathKind? Find(string kind) => All.FirstOrDefault(each => each.Kind == kind);
}
