using Wiretax.Paths.Network;

namespace Wiretax.Paths;

/// <summary>
/// Finds and removes what an earlier session that was killed has left: namespaces with the hypervisors, servers and
/// taps in them, and folders with files and keys; an ordinary user's are folders only. What belongs to a process that still runs is not touched.
/// </summary>
public static class LeftoverSweep
{
    /// <returns>A sentence for each thing that could not be removed: what it is, and how to remove it.</returns>
    public static IReadOnlyList<string> Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<string>> RunAsync() =>
        [.. await RemoveNamespacesAsync(), .. RemoveFolders(OwnedFolder.Root)];

    private static async Task<List<string>> RemoveNamespacesAsync()
    {
        var left = new List<string>();
        foreach (var name in Environment.IsPrivilegedProcess ? Abandoned(NetworkNamespace.Directory) : [])
        {
            try
            {
                await NetworkNamespace.Existing(name).DisposeAsync();
            }
            catch (PathException failed)
            {
                left.Add(failed.Message);
            }
        }
        return left;
    }

    /// <param name="root">Left alone where it is not this user's: what is removed there could be exchanged meanwhile.</param>
    internal static List<string> RemoveFolders(string root)
    {
        var left = new List<string>();
        if (!OperatingSystem.IsLinux() || !Directory.Exists(root) || FolderTrust.Complaint(root) is not null)
            return left;
        foreach (var name in Abandoned(root))
        {
            var folder = Path.Combine(root, name);
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Another session that starts at the same moment has removed it.
            }
            catch (Exception failed) when (PathFileFailure.Is(failed))
            {
                left.Add($"The folder '{folder}' of an earlier session is left: {failed.Message.TrimEnd('.')}. Remove it.");
            }
        }
        return left;
    }

    private static List<string> Abandoned(string directory) => Directory.Exists(directory)
        ?
        [
            .. Directory.EnumerateFileSystemEntries(directory)
                .Select(each => Path.GetFileName(each))
                .Where(each => Ownership.Of(each) is { IsAlive: false }),
        ]
        : [];
}
