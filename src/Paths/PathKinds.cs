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

    /// <summary>Whether this machine can build a kind. A check that fails is an answer too, about its own kind only.</summary>
    public static async Task<PathAvailability> CheckAsync(IPathKind kind, CancellationToken cancellation)
    {
        try
        {
            return await kind.CheckAsync(cancellation);
        }
        catch (PathException failed)
        {
            return new PathAvailability(false, failed.Message, "Repair or reinstall what the message names; then run 'wiretax paths' again.");
        }
        catch (Exception failed) when (PathFileFailure.Is(failed))
        {
            return new PathAvailability(false, PathFileFailure.Why(failed), PathFileFailure.Remedy);
        }
    }

    public static IPathKind? Find(string kind) => All.FirstOrDefault(each => each.Kind == kind);
}
