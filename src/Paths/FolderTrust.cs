using System.Runtime.InteropServices;

namespace Wiretax.Paths;

/// <summary>
/// Whether a folder is this user's and nobody else's: in a place that all may write to, somebody may have made it
/// beforehand, to read the keys that are put there.
/// </summary>
internal static partial class FolderTrust
{
    private const int CurrentFolder = -100;     // AT_FDCWD
    private const int NoFollow = 0x100;         // AT_SYMLINK_NOFOLLOW
    private const uint TypeModeAndOwner = 0xB;  // STATX_TYPE, STATX_MODE, STATX_UID

    private const int TypeOf = 0xF000;          // S_IFMT
    private const int Folder = 0x4000;          // S_IFDIR
    private const int OfOthers = 0x3F;          // rwx of group and others

    /// <returns>Null when it is, else a sentence that says what is wrong and what to do.</returns>
    /// <exception cref="IOException">There is no such folder, or it cannot be looked at.</exception>
    public static string? Complaint(string folder)
    {
        if (Look(CurrentFolder, folder, NoFollow, TypeModeAndOwner, out var found) != 0)
            throw new IOException($"'{folder}' cannot be looked at: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        if ((found.Mode & TypeOf) != Folder)
            return $"'{folder}' is no folder, and keys are to be kept there. Remove it, or set TMPDIR to another place.";
        if (found.Owner != EffectiveUser())
            return $"The folder '{folder}' belongs to another user (number {found.Owner}), and keys are to be kept there. Have it removed, or set TMPDIR to a place of your own.";
        return (found.Mode & OfOthers) != 0
            ? $"The folder '{folder}' is open to other users, and keys are to be kept there. Close it with: chmod 700 {folder}"
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Look(int from, string path, int flags, uint wanted, out Status status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    /// <summary>The same on every architecture: statx(2).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
