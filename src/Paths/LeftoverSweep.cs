using Wiretax.Paths.Network;

namespace Wiretax.Paths;

/// <summary>
/// Finds and removes what an earlier session that was killed has left: namespaces with the hypervisors, servers and
/// taps in them, and folders. What belongs to a process that still runs is not touched.
/// </summary>
public static class LeftoverSweep
{
    /// <returns>A sentence for each thing that could not be removed: what it is, and how to remove it.</returns>
    public static IReadOnlyList<string> Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<string>> RunAsync()
    {
        var left = new List<string>();
        foreach (var name in Abandoned(NetworkNamespace.Directory))
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
        foreach (var name in Abandoned(OwnedFolder.Root))
        {
            var folder = Path.Combine(OwnedFolder.Root, name);
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
