using Wiretax.Paths.Kinds;

namespace Wiretax.Paths;

/// <summary>Every kind of path that this version builds.</summary>
public static class PathKinds
{
    public static IReadOnlyList<IPathKind> All { get; } = [new HostPath(), new BridgedQemuPath()];

    public static IPathKind? Find(string kind) => All.FirstOrDefault(each => each.Kind == kind);
}
