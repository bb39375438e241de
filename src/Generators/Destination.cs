using System.Net;
using System.Net.Sockets;

namespace Wiretax.Generators;

/// <summary>A host as the user named it, and the address that stands for it.</summary>
public sealed record Destination(string Host, IPAddress Address)
{
    /// <summary>An IPv4 address that was written in IPv6's form (RFC 4291, 2.5.5.2) is IPv4.</summary>
    public IPAddress Address { get; } = Address.IsIPv4MappedToIPv6 ? Address.MapToIPv4() : Address;

    /// <exception cref="GeneratorException">Nobody knows the host, or it names an interface that is not there.</exception>
    public static async Task<Destination> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            AddressScope.RequireInterface(host, address);
            return new Destination(host, address);
        }
        try
        {
            var found = await Dns.GetHostAddressesAsync(host, cancellation);
            return found.Length > 0 ? new Destination(host, found[0]) : throw Unknown(host);
        }
        catch (Exception failed) when (failed is SocketException or ArgumentException)
        {
            throw Unknown(host);
        }
    }

    public override string ToString() => Host == Address.ToString() ? Host : $"{Host} ({Address})";

    private static GeneratorException Unknown(string host) =>
        new($"No address is known for the host '{host}'; name an IP address or a host that resolves here.");
}
