using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// Another machine, reached through the agent that runs there: it serves, and starts traffic of its own. The peer is
/// this machine as it stands; nothing of its network is changed.
/// </summary>
internal sealed partial class RemotePath : IPathKind
{
    public string Kind => "remote";
    public string Summary => "a machine of your own, reached through the agent";
    public bool UsesAgent => true;

    public Task<PathAvailability> CheckAsync(CancellationToken cancellation) => Task.FromResult(Tool.Find("ip") is null
        ? new PathAvailability(false, "'ip' is not installed here.", Tool.Remedy("ip"))
        : new PathAvailability(true, Detail: "run 'wiretax agent' on the other machine, and name it with 'agent: HOST'"));

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private static async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        if (request.Agent is not { } command || WireOptions.Value(request.Parameters, "agent") is not { } agent)
            throw new PathException("A path of kind remote needs 'agent: HOST', the machine on which 'wiretax agent' runs.");
        var (host, port) = PathParameters.AgentAt(agent)!.Value;
        var end = new AgentEnd(host, port ?? command.Port)
        {
            Certificates = WireOptions.Value(request.Parameters, "certificates"),
            Serves = false,
        };

        request.Progress("finding the way to the machine");
        var managed = await ResolveAsync(host, cancellation);
        var measured = WireOptions.Value(request.Parameters, "address") is { } address ? IPAddress.Parse(address) : managed;
        var (@interface, local) = await RouteAsync(measured, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Links =
            [
                new PathLink
                {
                    PeerInterface = @interface,
                    PeerAddress = local,
                    SystemUnderTestAddress = measured,
                    Server = request.Servers[0],
                    Peer = new LocalEnd((program, arguments) => new ProcessStartInfo(program, arguments)),
                    SystemUnderTest = end,
                    CaptureFilter = string.Create(CultureInfo.InvariantCulture,
                        $"host {local} and host {measured} and not (host {managed} and tcp port {end.Port})"),
                },
            ],
            Description = new Dictionary<string, string?>
            {
                ["system under test"] = $"the machine at {measured}, which does what its agent is asked for",
                ["agent"] = string.Create(CultureInfo.InvariantCulture, $"{managed}, port {end.Port}; left out of the captures"),
                ["peer interface"] = $"{@interface} of this machine, as it stands",
            },
        };
    }

    private static async Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
            return literal;
        try
        {
            return (await Dns.GetHostAddressesAsync(host, cancellation))
                .Where(each => !each.IsIPv6LinkLocal).OrderBy(each => each.AddressFamily).FirstOrDefault()
                ?? throw new PathException($"The agent's host '{host}' has link-local addresses only, which cannot be measured; give it another, and name that.");
        }
        catch (SocketException unknown)
        {
            throw new PathException($"The agent's host '{host}' is not known: {unknown.Message}.");
        }
    }

    private static async Task<(string Interface, IPAddress Source)> RouteAsync(IPAddress to, CancellationToken cancellation)
    {
        var route = await Tool.RunAsync("ip", ["-o", "route", "get", to.ToString()], cancellation);
        return Route().Match(route) is { Success: true } found && IPAddress.TryParse(found.Groups[2].Value, out var source)
            ? (found.Groups[1].Value, source)
            : throw new PathException($"There is no route to {to}: {route.Trim()}.");
    }

    [GeneratedRegex(@"\bdev (\S+) .*?\bsrc (\S+)")]
    private static partial Regex Route();
}
