using System.Text;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Guests;

/// <summary>
/// What a guest boots from: busybox, the program with the shared libraries that it needs, modules, and its init.
/// Not compressed: an emulated processor unpacks more slowly than it copies.
/// </summary>
internal static class InitialFileSystem
{
    private const int ConsoleMajor = 5;
    private const int ConsoleMinor = 1;

    /// <summary>Enough to say that the machine lives.</summary>
    public static void WriteProbe(string file)
    {
        using var stream = File.Create(file);
        using var archive = new CpioArchive(stream);
        AddBase(archive, GuestInit.Probe);
    }

    /// <param name="modules">Files of modules, in the order to load them.</param>
    /// <exception cref="PathException">The program is one that cannot run in a guest.</exception>
    public static async Task WriteAsync(
        string file, GuestNetwork network, GuestPrograms programs, IReadOnlyList<string> modules, CancellationToken cancellation)
    {
        var program = Path.GetFullPath(programs.Server.Program);
        if (File.Exists(program + ".dll"))
            throw new PathException("Guests run the native build of the program only. To install its linker: sudo apt-get install gcc libc6-dev zlib1g-dev");

        var libraries = await SharedLibraries.OfAsync(program, cancellation);
        if (programs.Agent is not null)
            libraries = [.. libraries, .. await SharedLibraries.OpenSslAsync(cancellation)];
        await using var stream = File.Create(file);
        using var archive = new CpioArchive(stream);
        AddBase(archive, GuestInit.Script(network, programs, modules.Select(each => Path.GetFileName(each))));
        archive.AddFile($"{GuestInit.Folder}/{Path.GetFileName(program)}", program);
        foreach (var library in libraries)
            archive.AddFile(library, library);
        foreach (var (inside, here) in programs.Agent?.Files ?? new Dictionary<string, string>())
            archive.AddFile($"{GuestInit.Folder}/{inside}", here);
        foreach (var module in modules)
            archive.AddFile($"{GuestInit.Folder}/modules/{Path.GetFileName(module)}", module);
    }

    private static void AddBase(CpioArchive archive, string init)
    {
        archive.AddCharacterDevice("/dev/console", ConsoleMajor, ConsoleMinor);
        foreach (var directory in (string[])["/proc", "/sys", "/tmp", "/bin"])
            archive.AddDirectory(directory);
        archive.AddFile("/bin/busybox", Tool.Locate("busybox"));
        archive.AddFile("/init", Encoding.UTF8.GetBytes(init));
    }
}
