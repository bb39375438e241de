using Wiretax.Paths.Kinds;

namespace Wiretax.Paths;

/// <summary>Every kind of path there is.</summary>
public static class PathKinds
{
    public static IReadOnlyList<IPathKind> All { get; } =
    [
        new HostPath(), new ContainerPath(),
        new BridgedQemuPath(), new NatQemuPath(), new HostOnlyQemuPath(), new GuestToGuestPath(),
        new BridgedUmlPath(), new VxlanPath(), new RemotePath(),
    ];

    public static IPathKind? Find(string kind) => All.FirstOrDefault(each => each.Kind == kind);
}
