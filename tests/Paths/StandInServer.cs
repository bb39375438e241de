using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

/// <summary>A server that needs no build of the program: the machine's busybox, which says that it is ready and serves a file.</summary>
internal static class StandInServer
{
    public const int Port = 8088;
    public const int FileSizeInGuest = 8_000_000;

    /// <summary>For a process of this machine.</summary>
    public static ServerCommand OnMachine => Shell(
        $"cd {Path.GetDirectoryName(Environment.ProcessPath)}; busybox httpd -p {Port} -h .; echo ready; exec busybox sleep 600");

    /// <summary>A file that it serves on the machine, where it serves the folder of the tests' own program.</summary>
    public static string FileOnMachine => Path.GetFileName(typeof(StandInServer).Assembly.Location);

    /// <summary>For a guest, into which busybox is packed as the program.</summary>
    public static ServerCommand InGuest => Shell(
        $"head -c {FileSizeInGuest} /dev/zero >/tmp/file; httpd -p {Port} -h /tmp; echo ready; exec sleep 600");

    public static ServerCommand Shell(string script) => Command(Busybox, "sh", "-c", script);

    public static ServerCommand Command(string program, params string[] arguments) =>
        new(program, arguments) { HttpPort = Port, TcpPort = Port };

    public static PathRequest Request(string name, params (string Name, string Value)[] parameters) => new()
    {
        Name = name,
        Parameters = parameters.ToDictionary(each => each.Name, each => each.Value),
        Servers = [OnMachine],
    };

    public static PathRequest GuestRequest(params (string Name, string Value)[] parameters) =>
        Request("guest", parameters) with { Servers = [InGuest] };

    private static string Busybox => File.Exists("/usr/bin/busybox") ? "/usr/bin/busybox" : "/bin/busybox";
}
