using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths;

/// <summary>Everything that one path is made of, taken down in reverse order.</summary>
internal sealed class PathSite : IAsyncDisposable
{
    /// <summary>Where folders of sites are: sockets, consoles, initial file systems. It does not survive the machine's restart.</summary>
    public const string Root = "/run/wiretax";

    private readonly string _name = Ownership.NewName();
    private readonly Stack<IAsyncDisposable> _parts = new();
    private string? _folder;

    /// <summary>Makes a site and builds on it; when that fails or is cancelled, everything is taken down first.</summary>
    public static async Task<IPath> BuildAsync(Func<PathSite, Task<IPath>> build)
    {
        var site = new PathSite();
        try
        {
            return await build(site);
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>A folder for this site's files, readable by its owner only.</summary>
    public string Folder => _folder ??= MakeFolder();

    public async Task<NetworkNamespace> AddNamespaceAsync(string role, CancellationToken cancellation) =>
        Keep(await NetworkNamespace.CreateAsync($"{_name}-{role}", cancellation));

    public T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync();
        if (_folder is not null && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string MakeFolder()
    {
        if (OperatingSystem.IsWindows())
            throw new PathException("Paths are built on Linux only.");
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var root = Environment.IsPrivilegedProcess ? Root : Path.Combine(Path.GetTempPath(), $"wiretax-{Environment.UserName}");
        return Directory.CreateDirectory(Path.Combine(Directory.CreateDirectory(root, OwnerOnly).FullName, _name), OwnerOnly).FullName;
    }
}
