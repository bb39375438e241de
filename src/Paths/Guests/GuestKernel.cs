using System.Text;

namespace Wiretax.Paths.Guests;

/// <summary>The kernel that guests boot, and its drivers, as setup/guest.sh has left them in the cache.</summary>
internal sealed class GuestKernel
{
    private const string Remedy = "Run setup/guest.sh in Wiretax's folder once, with a network: it fetches Debian's kernel without installing it.";

    private GuestKernel(string folder) => (Folder, Version) = (folder, File.ReadAllText(Path.Combine(folder, "version")).Trim());

    public string Folder { get; }
    public string Image => Path.Combine(Folder, "kernel");

    /// <summary>Package and version, as <c>linux-image-6.1.0-56-amd64_6.1.192-2_amd64</c>.</summary>
    public string Version { get; }

    /// <summary>Where the kernel and what was found out with it are kept.</summary>
    public static string CacheFolder
    {
        get
        {
            if (Environment.GetEnvironmentVariable("WIRETAX_GUEST") is { Length: > 0 } given)
                return given;
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named
                ? named
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(cache, "wiretax", "guest");
        }
    }

    /// <returns>Null when it is there.</returns>
    public static PathAvailability? WhyNot() => File.Exists(Path.Combine(CacheFolder, "version"))
        ? null
        : new PathAvailability(false, $"There is no guest kernel in {CacheFolder}.", Remedy);

    /// <exception cref="PathException">There is none in the cache.</exception>
    public static GuestKernel Open() => WhyNot() is { } missing
        ? throw new PathException($"{missing.Why} {missing.Remedy}")
        : new GuestKernel(CacheFolder);

    /// <summary>
    /// Files of the modules that drivers need, each after those that it depends on. A driver without a file is taken
    /// to be built in; the guest finds out.
    /// </summary>
    public IReadOnlyList<string> ModulesFor(IEnumerable<string> drivers)
    {
        var ordered = new List<string>();
        foreach (var driver in drivers)
            Add(driver);
        return ordered;

        void Add(string module)
        {
            var file = Path.Combine(Folder, "modules", module + ".ko");
            if (!File.Exists(file) || ordered.Contains(file))
                return;
            foreach (var dependency in DependenciesOf(file))
                Add(dependency);
            ordered.Add(file);
        }
    }

    /// <summary>Whether the kernel has a driver, as a module or built in.</summary>
    public bool HasDriver(string driver) => File.Exists(Path.Combine(Folder, "modules", driver + ".ko")) || IsBuiltIn(driver);

    private bool IsBuiltIn(string driver)
    {
        var list = Path.Combine(Folder, "modules.builtin");
        return File.Exists(list) && File.ReadLines(list).Any(line => line.EndsWith($"/{driver}.ko", StringComparison.Ordinal));
    }

    /// <summary>A module states them in its .modinfo section, as the string <c>depends=a,b</c>.</summary>
    private static string[] DependenciesOf(string file)
    {
        ReadOnlySpan<byte> content = File.ReadAllBytes(file);
        var at = content.IndexOf("\0depends="u8);
        if (at < 0)
            return [];
        var value = content[(at + "\0depends=".Length)..];
        return Encoding.ASCII.GetString(value[..value.IndexOf((byte)0)]).Split(',', StringSplitOptions.RemoveEmptyEntries);
    }
}
