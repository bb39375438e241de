using System.Net;
using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// A namespace behind a bridge and address translation of its host, as container engines set it up by default: what
/// the container serves is published at the host's address (DNAT), what it sends out is masqueraded. Echo requests are
/// published as well, so that a ping is answered by the container and not by its host.
/// </summary>
internal sealed class ContainerPath : IPathKind
{
    private const string HostInterface = "host0";
    private const string Bridge = "containers0";
    private const string BridgePort = "to-container0";
    private const string ContainerInterface = "container0";

    private static readonly Station Container = new(IPAddress.Parse("172.31.77.2"), "02:57:54:00:01:02");
    private static readonly Station Gateway = new(IPAddress.Parse("172.31.77.1"), "02:57:54:00:01:01");

    public string Kind => "container";
    public string Summary => "a namespace behind bridge and NAT, as container engines make it";

    public async Task<PathAvailability> CheckAsync(CancellationToken cancellation)
    {
        if (await NamespaceProof.WhyNotAsync(cancellation) is { } why)
            return why;
        if (Tool.Find("nft") is null)
            return new PathAvailability(false, "'nft' is not installed here.", Tool.Remedy("nft"));
        try
        {
            await using var site = new PathSite();
            var host = await site.AddNamespaceAsync("proof", cancellation);
            await host.RunAsync("nft", ["-f", "-"], cancellation, Rules([1]));
            return new PathAvailability(true, Detail: "bridge, nftables with NAT");
        }
        catch (PathException failed)
        {
            return new PathAvailability(false, failed.Message, "The kernel needs nf_tables with NAT: sudo modprobe nft_masq nft_nat");
        }
    }

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private static async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        request.Progress("making namespaces, bridges and address translation");
        var wire = await Wire.BuildAsync(site, WireOptions.From(request.Parameters), cancellation);
        var host = await site.AddNamespaceAsync("host", cancellation);
        await wire.AttachAsync(host, HostInterface, cancellation);
        await host.SetAsync("net/ipv4/ip_forward", "1", cancellation);
        await host.RunAsync("nft", ["-f", "-"], cancellation, Rules(request.Servers[0].Ports));

        await Interfaces.AddBridgeAsync(host, Bridge, cancellation);
        await Interfaces.AddressAsync(host, Bridge, Gateway, wire.Options.Mtu, cancellation);
        var container = await site.AddNamespaceAsync("container", cancellation);
        await Interfaces.AddPairAsync(container, ContainerInterface, host, BridgePort, cancellation);
        await Interfaces.JoinAsync(host, BridgePort, Bridge, cancellation);
        await Interfaces.UpAsync(host, BridgePort, wire.Options.Mtu, cancellation);
        await Interfaces.AddressAsync(container, ContainerInterface, Container, wire.Options.Mtu, cancellation);
        await container.IpAsync(["route", "add", "default", "via", Gateway.Address.ToString()], cancellation);

        request.Progress("starting the server");
        var server = request.Servers[0];
        var serving = await ServerProcess.StartAsync(site, container.Start(server.Program, server.Arguments), cancellation);

        var description = await wire.DescribeAsync(cancellation);
        description["system under test"] = "a network namespace behind bridge and NAT of the host's";
        description["nat"] = $"nftables: TCP ports {string.Join(", ", server.Ports)} and echo requests to the host's address lead to the container; masquerade on the way out";
        description["host's interface"] = await InterfaceState.DescribeAsync(host, HostInterface, cancellation);
        description["container's interface"] = await InterfaceState.DescribeAsync(container, ContainerInterface, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Links = [wire.Link(server, new LocalEnd(container.Start))],
            CaptureNode = wire.Peer,
            Servers = [serving],
            Description = description,
        };
    }

    private static string Rules(IReadOnlyList<int> ports)
    {
        var published = ports.Count == 0 ? "" : $"iifname \"{HostInterface}\" tcp dport {{ {string.Join(", ", ports)} }} dnat to {Container.Address}";
        return $$"""
            table ip containers {
              chain published {
                type nat hook prerouting priority dstnat;
                {{published}}
                iifname "{{HostInterface}}" icmp type echo-request dnat to {{Container.Address}}
              }
              chain leaving {
                type nat hook postrouting priority srcnat;
                oifname "{{HostInterface}}" ip saddr {{Container.Address}} masquerade
              }
            }
            """;
    }
}
