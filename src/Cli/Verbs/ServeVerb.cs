using System.CommandLine;
using System.Globalization;
using System.Net;
using Wiretax.Generators;

namespace Wiretax.Cli.Verbs;

/// <summary><c>wiretax serve</c>: the far end of the generators, until it is told to stop.</summary>
internal static class ServeVerb
{
    private static readonly Option<string> Address = new("--address")
    {
        Description = "The address to listen at (default: all, IPv4 and IPv6).",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<int> HttpPort = NumberOption.Create("--http-port", "Port of the HTTP server; 0 picks one.", GeneratorPorts.Http, 0, IPEndPoint.MaxPort);
    private static readonly Option<int> TcpPort = NumberOption.Create("--tcp-port", "Port of the TCP stream server; 0 picks one.", GeneratorPorts.Tcp, 0, IPEndPoint.MaxPort);
    private static readonly Option<bool> UntilStdinCloses = new("--until-stdin-closes") { Description = "Also end when standard input closes." };

    public static Command Build()
    {
        Address.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { Length: > 0 } text && !IPAddress.TryParse(text, out _))
                result.AddError($"--address must be an IP address of this machine, not '{text}'.");
        });
        var command = new Command("serve", "Serve the far end of 'generate': HTTP files and TCP streams. Prints 'ready' when it listens.")
        {
            Address, HttpPort, TcpPort, UntilStdinCloses,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken interruption)
    {
        var httpPort = arguments.GetValue(HttpPort);
        var tcpPort = arguments.GetValue(TcpPort);
        if (httpPort == tcpPort && httpPort != 0)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture,
                $"--http-port and --tcp-port must differ, and both are {httpPort}; 0 picks a free one."));
        }
        await using var server = await TrafficServer.StartAsync(
            AddressOf(arguments.GetRequiredValue(Address)), httpPort, tcpPort, interruption);

        await Console.Error.WriteLineAsync($"wiretax: HTTP at port {server.HttpPort}, TCP streams at port {server.TcpPort}");
        await Console.Out.WriteLineAsync("ready");
        await Console.Out.FlushAsync(interruption);

        var stopped = Task.Delay(Timeout.Infinite, interruption);
        await Task.WhenAny(arguments.GetValue(UntilStdinCloses) ? [stopped, StandardInput.ClosesAsync()] : [stopped]);
        return ExitStatus.Done;
    }

    private static IPAddress AddressOf(string text)
    {
        if (text.Length == 0)
            return TrafficServer.AnyAddress;
        var address = IPAddress.Parse(text);
        AddressScope.RequireInterface(text, address);
        return address;
    }
}
