using System.Globalization;
using System.Text;

namespace Wiretax.Paths.Guests;

/// <summary>
/// Writes an initial file system as the kernel unpacks it: cpio in the "newc" format
/// (Linux, Documentation/driver-api/early-userspace/buffer-format.rst).
/// </summary>
internal sealed class CpioArchive(Stream output) : IDisposable
{
    private const int Alignment = 4;

    private const int DirectoryMode = 0x41ED;       // S_IFDIR, 0755
    private const int ExecutableMode = 0x81ED;      // S_IFREG, 0755
    private const int CharacterDevice = 0x2180;     // S_IFCHR, 0600
    private const string Trailer = "TRAILER!!!";

    private readonly HashSet<string> _directories = [];
    private int _entries;
    private long _written;

    /// <param name="path">Absolute in the guest; missing directories are added first.</param>
    public void AddFile(string path, ReadOnlySpan<byte> content)
    {
        AddDirectoriesOf(path);
        Add(path.TrimStart('/'), ExecutableMode, content);
    }

    public void AddFile(string path, string file) => AddFile(path, File.ReadAllBytes(file));

    public void AddDirectory(string path)
    {
        AddDirectoriesOf(path);
        if (_directories.Add(path))
            Add(path.TrimStart('/'), DirectoryMode, []);
    }

    public void AddCharacterDevice(string path, int major, int minor)
    {
        AddDirectoriesOf(path);
        Add(path.TrimStart('/'), CharacterDevice, [], major, minor);
    }

    /// <summary>Ends the archive; the stream stays open.</summary>
    public void Dispose() => Add(Trailer, 0, []);

    private void AddDirectoriesOf(string path)
    {
        var parent = path.LastIndexOf('/');
        if (parent > 0)
            AddDirectory(path[..parent]);
    }

    private void Add(string name, int mode, ReadOnlySpan<byte> content, int deviceMajor = 0, int deviceMinor = 0)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name + '\0');
        // magic, inode, mode, uid, gid, links, time, size, device, device of the file, length of the name, checksum
        ReadOnlySpan<int> fields =
        [
            ++_entries, mode, 0, 0, 1, 0, content.Length, 0, 0, deviceMajor, deviceMinor, nameBytes.Length, 0,
        ];
        var header = new StringBuilder("070701");
        foreach (var field in fields)
            header.Append(field.ToString("x8", CultureInfo.InvariantCulture));
        Write(Encoding.ASCII.GetBytes(header.ToString()));
        Write(nameBytes);
        Align();
        Write(content);
        Align();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _written += bytes.Length;
    }

    private void Align()
    {
        ReadOnlySpan<byte> zeros = [0, 0, 0];
        Write(zeros[..(int)((Alignment - _written % Alignment) % Alignment)]);
    }
}
