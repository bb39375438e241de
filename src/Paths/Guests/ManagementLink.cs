using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Guests;

/// <summary>
/// The link to a guest's agent: a tap and a NIC of their own, in the hypervisor's namespace and on no switch, so that
/// nothing of it is on the measured one.
/// </summary>
internal sealed record ManagementLink(NetworkNamespace Inside, string Tap, Station Guest)
{
    /// <param name="number">Of the guest, from 0.</param>
    /// <returns>Null without an agent to reach.</returns>
    public static async Task<ManagementLink?> BuildAsync(
        NetworkNamespace inside, AgentCommand? agent, int number, CancellationToken cancellation)
    {
        if (agent is null)
            return null;
        var link = new ManagementLink(
            inside, string.Create(CultureInfo.InvariantCulture, $"manage{number}"), PathAddresses.Managed(number));
        await Interfaces.AddTapAsync(inside, link.Tap, cancellation);
        await Interfaces.AddressAsync(inside, link.Tap, PathAddresses.Manager(number), mtu: null, cancellation);
        return link;
    }

    public AgentEnd End(int port) => new(Guest.Address.ToString(), port)
    {
        Connect = cancellation => NamespaceSocket.ConnectAsync(Inside, new IPEndPoint(Guest.Address, port), cancellation),
    };
}
