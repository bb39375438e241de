namespace Wiretax.Paths;

/// <summary>
/// A folder for files that live no longer than this process, readable by its owner only. Disposing removes it; what a
/// killed process leaves, the next <see cref="LeftoverSweep"/> removes.
/// </summary>
public sealed class OwnedFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where this user's such folders are: for root a place that does not survive the machine's restart.</summary>
    internal static string Root => Environment.IsPrivilegedProcess
        ? "/run/wiretax"
        : Path.Combine(Path.GetTempPath(), $"wiretax-{Environment.UserName}");

    private OwnedFolder(string name) => FullName = name;

    public string FullName { get; }

    /// <exception cref="PathException">It cannot be made, or where it would be is another's or open to others.</exception>
    public static OwnedFolder Create() => Create(Ownership.NewName());

    internal static OwnedFolder Create(string name) => Create(Root, name);

    internal static OwnedFolder Create(string root, string name)
    {
        if (!OperatingSystem.IsLinux())
            throw new PathException("Paths are built on Linux only.");
        try
        {
            Directory.CreateDirectory(root, OwnerOnly);
            if (FolderTrust.Complaint(root) is { } complaint)
                throw new PathException(complaint);
            return new(Directory.CreateDirectory(Path.Combine(root, name), OwnerOnly).FullName);
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
