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
        catch (Exception failed) when (PathFileFailure.Is(failed))
        {
            await site.DisposeAsync();
            throw PathFileFailure.Told(failed);
        }
        catch
        {
            await site.DisposeAsync();
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

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync();
        _folder?.Dispose();
    }
}
