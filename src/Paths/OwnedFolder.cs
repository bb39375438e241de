namespace Wiretax.Paths;

/// <summary>
/// A folder for files that live no longer than this process, readable by its owner only. Disposing removes it; what a
/// killed process leaves, the next <see cref="LeftoverSweep"/> removes.
/// </summary>
public sealed class OwnedFolder : IDisposable
{
    /// <summary>Where such folders are. It does not survive the machine's restart.</summary>
    internal const string Root = "/run/wiretax";

    private OwnedFolder(string name) => FullName = name;

    public string FullName { get; }

    /// <exception cref="PathException">It cannot be made.</exception>
    public static OwnedFolder Create() => Create(Ownership.NewName());

    internal static OwnedFolder Create(string name)
    {
        if (OperatingSystem.IsWindows())
            throw new PathException("Paths are built on Linux only.");
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var root = Environment.IsPrivilegedProcess ? Root : Path.Combine(Path.GetTempPath(), $"wiretax-{Environment.UserName}");
        try
        {
            return new(Directory.CreateDirectory(Path.Combine(Directory.CreateDirectory(root, OwnerOnly).FullName, name), OwnerOnly).FullName);
        }
        catch (Exception failed) when (PathFileFailure.Is(failed))
        {
            throw PathFileFailure.Told(failed);
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(FullName))
            Directory.Delete(FullName, recursive: true);
    }
}
