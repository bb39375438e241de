namespace Wiretax.Paths;

/// <summary>Every kind of path that this version builds.</summary>
public static class PathKinds
{
    public static IReadOnlyList<IPathKind> All { get; } = [];

    public static IPathKind? Find(string kind) => All.FirstOrDefault(each => each.Kind == kind);
}

/// <summary>The parameters that a path may be given in a scenario.</summary>
public static class PathParameters
{
    public static IReadOnlyList<string> Names { get; } = ["nic", "vcpus", "memory", "mtu", "offload", "rate"];

    /// <returns>Null when the value is usable, else a sentence that says what is allowed.</returns>
    public static string? Complaint(string name, string value) => null;
}

/// <summary>Finds and removes what an earlier session that was killed has left: namespaces, taps, hypervisors.</summary>
public static class LeftoverSweep
{
    public static void Run()
    {
    }
}
