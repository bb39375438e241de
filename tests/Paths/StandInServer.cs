using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

/// <summary>
/// A server that needs no build of the program: it says that it is ready, and answers HTTP with the machine's busybox.
/// </summary>
internal static class StandInServer
{
    public const int Port = 8088;

    public static ServerCommand Command => new("/bin/sh",
        ["-c", $"busybox httpd -p {Port} -h /usr/share/common-licenses; echo ready; exec sleep 600"]);

    /// <summary>The same in a guest: busybox is the program that is packed into it.</summary>
    public static ServerCommand InGuest => new(Executable("busybox"),
        ["sh", "-c", $"head -c 40000000 /dev/zero >/tmp/file; httpd -p {Port} -h /tmp; echo ready; exec sleep 600"]);

    private static string Executable(string name) => File.Exists($"/usr/bin/{name}") ? $"/usr/bin/{name}" : $"/bin/{name}";

    public static PathRequest Request(string name, params (string Name, string Value)[] parameters) => new()
    {
        Name = name,
        Parameters = parameters.ToDictionary(each => each.Name, each => each.Value),
        Server = Command,
    };
}
