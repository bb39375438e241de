using System.Diagnostics;
using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

public sealed class OwnedFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _place = Directory.CreateTempSubdirectory("wiretax-owned-").FullName;

    public OwnedFolderTests()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Paths are built on Linux only.");
    }

    private string Root => Path.Combine(_place, "root");

    public void Dispose() => Directory.Delete(_place, recursive: true);

    [Fact]
    public void It_is_made_and_its_root_too_for_their_owner_only()
    {
        using var folder = OwnedFolder.Create(Root, Ownership.NewName());

        Assert.Equal(OwnerOnly, ModeOf(Root));
        Assert.Equal(OwnerOnly, ModeOf(folder.FullName));
    }

    [Theory]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_root_that_is_open_to_others_gets_no_keys(UnixFileMode open)
    {
        Directory.CreateDirectory(Root);
        SetMode(Root, OwnerOnly | open);

        var refusal = Assert.Throws<PathException>(() => OwnedFolder.Create(Root, Ownership.NewName()));

        Assert.Equal($"The folder '{Root}' is open to other users, and keys are to be kept there. Close it with: chmod 700 {Root}", refusal.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Root));
    }

    [Fact]
    public async Task A_root_of_another_user_gets_no_keys()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("to give a folder away needs root");
        Directory.CreateDirectory(Root);
        SetMode(Root, OwnerOnly);
        await PathMachine.RunAsync(new ProcessStartInfo("chown", ["12345", Root]));

        var refusal = Assert.Throws<PathException>(() => OwnedFolder.Create(Root, Ownership.NewName()));

        Assert.StartsWith($"The folder '{Root}' belongs to another user (number 12345)", refusal.Message);
    }

    [Fact]
    public void A_root_that_is_a_link_gets_no_keys()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_place, "elsewhere")).FullName;
        SetMode(elsewhere, OwnerOnly);
        Directory.CreateSymbolicLink(Root, elsewhere);

        var refusal = Assert.Throws<PathException>(() => OwnedFolder.Create(Root, Ownership.NewName()));

        Assert.StartsWith($"'{Root}' is no folder", refusal.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
    }

    [Fact]
    public void A_root_that_is_a_file_is_told_of()
    {
        File.WriteAllText(Root, "");

        var refusal = Assert.Throws<PathException>(() => OwnedFolder.Create(Root, Ownership.NewName()));

        Assert.Contains(Root, refusal.Message);
    }

    [Fact]
    public void What_a_killed_session_left_in_it_is_removed_and_what_a_live_one_uses_is_not()
    {
        using var live = OwnedFolder.Create(Root, Ownership.NewName());
        var dead = OwnedFolder.Create(Root, $"wt-{Environment.ProcessId}-1-1").FullName;
        File.WriteAllText(Path.Combine(dead, "session.pem"), "a key");

        var left = LeftoverSweep.RemoveFolders(Root);

        Assert.Empty(left);
        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(live.FullName));
    }

    [Fact]
    public void Nothing_is_removed_from_a_root_that_others_can_write_to()
    {
        var dead = OwnedFolder.Create(Root, $"wt-{Environment.ProcessId}-1-1").FullName;
        SetMode(Root, OwnerOnly | UnixFileMode.OtherWrite);

        LeftoverSweep.RemoveFolders(Root);

        Assert.True(Directory.Exists(dead));
    }

    private static UnixFileMode ModeOf(string folder) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(folder);

    private static void SetMode(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, mode);
    }
}
