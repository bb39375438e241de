using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths;

/// <summary>Everything that one path is made of, taken down in reverse order.</summary>
internal sealed class PathSite : IAsyncDisposable
{
    private readonly string _name = Ownership.NewName();
    private readonly Stack<IAsyncDisposable> _parts = new();
    private OwnedFolder? _folder;

    /// <summary>Makes a site and builds on it; when that fails or is cancelled, everything is taken down first.</summary>
    /// <exception cref="PathException">It could not be built, or a file of it not be written or read.</exception>
    public static async Task<IPath> BuildAsync(Func<PathSite, Task<IPath>> build)
    {
        var site = new PathSite();
        try
        {
            return await build(site);
        }
        catch (Exception failed) when (failed is PathException || PathFileFailure.Is(failed))
        {
            var told = failed as PathException ?? PathFileFailure.Told(failed);
            throw await site.TakeDownAsync() is { } left ? new PathException($"{told.Message} {left}", failed) : told;
        }
        catch
        {
            if (await site.TakeDownAsync() is { } left)
                throw new PathException(left);
            throw;
        }
    }

    /// <summary>A folder for this site's files: sockets, consoles, initial file systems.</summary>
    /// <exception cref="PathException">It cannot be made.</exception>
    public string Folder
    {
        get
        {
            lock (_parts)
                return (_folder ??= OwnedFolder.Create(_name)).FullName;
        }
    }

    public async Task<NetworkNamespace> AddNamespaceAsync(string role, CancellationToken cancellation) =>
        Keep(await NetworkNamespace.CreateAsync($"{_name}-{role}", cancellation));

    /// <summary>May be called from several threads: guests boot side by side.</summary>
    public T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        lock (_parts)
            _parts.Push(part);
        return part;
    }

    /// <exception cref="PathException">Something could not be taken down; everything else was.</exception>
    public async ValueTask DisposeAsync()
    {
        if (await TakeDownAsync() is { } left)
            throw new PathException(left);
    }

    /// <returns>What is left, and what to do about it; null when nothing is.</returns>
    private async Task<string?> TakeDownAsync()
    {
        var left = new List<string>();
        while (_parts.TryPop(out var part))
        {
            try
            {
                await part.DisposeAsync();
            }
            catch (PathException failed)
            {
                left.Add(failed.Message);
            }
        }
        try
        {
            _folder?.Dispose();
        }
        catch (Exception failed) when (PathFileFailure.Is(failed))
        {
            left.Add($"The folder '{_folder!.FullName}' is left: {failed.Message.TrimEnd('.')}. The next start tries again to remove it.");
        }
        return left.Count > 0 ? string.Join(" ", left) : null;
    }
}
