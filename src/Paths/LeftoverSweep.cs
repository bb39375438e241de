using Wiretax.Paths.Network;

namespace Wiretax.Paths;

/// <summary>
/// Finds and removes what an earlier session that was killed has left: namespaces with the hypervisors, servers and
/// taps in them, and folders. What belongs to a process that still runs is not touched.
/// </summary>
public static class LeftoverSweep
{
    public static void Run() => RunAsync().GetAwaiter().GetResult();

    /// <returns>The names of what was removed.</returns>
    internal static async Task<IReadOnlyList<string>> RunAsync()
    {
        var removed = new List<string>();
        foreach (var name in Abandoned(NetworkNamespace.Directory))
        {
            await NetworkNamespace.Existing(name).DisposeAsync();
            removed.Add(name);
        }
        foreach (var name in Abandoned(OwnedFolder.Root))
        {
            try
            {
                Directory.Delete(Path.Combine(OwnedFolder.Root, name), recursive: true);
                removed.Add(name);
            }
            catch (DirectoryNotFoundException)
            {
                // Another session that starts at the same moment has removed it.
            }
        }
        return removed;
    }

    private static List<string> Abandoned(string directory)
    {
        if (!Directory.Exists(directory) || !Environment.IsPrivilegedProcess)
            return [];
        return
        [
            .. Directory.EnumerateFileSystemEntries(directory)
                .Select(each => Path.GetFileName(each))
                .Where(each => Ownership.Of(each) is { IsAlive: false }),
        ];
    }
}
