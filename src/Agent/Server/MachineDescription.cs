using System.Globalization;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using Wiretax.Agent.Protocol;

namespace Wiretax.Agent.Server;

/// <summary>What the agent's machine is.</summary>
internal static class MachineDescription
{
    public static DescribeReply Of(string version)
    {
        var reply = new DescribeReply
        {
            Version = version,
            System = SystemName(),
            Architecture = RuntimeInformation.OSArchitecture.ToString(),
            Processors = Environment.ProcessorCount,
            HostName = Environment.MachineName,
        };
        reply.Interfaces.AddRange(NetworkInterface.GetAllNetworkInterfaces().Select(Of));
        return reply;
    }

    /// <summary>Distribution and kernel; a system without <c>os-release</c> is described by its kernel already.</summary>
    private static string SystemName()
    {
        var distribution = RuntimeInformation.OSDescription;
        return OperatingSystem.IsLinux() && !distribution.StartsWith("Linux ", StringComparison.Ordinal)
            ? $"{distribution}, Linux {Environment.OSVersion.Version}"
            : distribution;
    }

    private static InterfaceDescription Of(NetworkInterface found)
    {
        var description = new InterfaceDescription
        {
            Name = found.Name,
            Up = found.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown,
            HardwareAddress = string.Join(':', found.GetPhysicalAddress().GetAddressBytes().Select(each => Convert.ToHexStringLower([each]))),
        };
        var properties = Properties(found);
        if ((LinuxMtu(found.Name) ?? Mtu(properties)) is { } mtu)
            description.Mtu = mtu;
        description.Addresses.AddRange(properties?.UnicastAddresses.Select(each => each.Address.ToString()) ?? []);
        return description;
    }

    /// <returns>Null on a system without <c>/etc/resolv.conf</c>, such as a guest's: .NET reads it along with the addresses.</returns>
    private static IPInterfaceProperties? Properties(NetworkInterface found)
    {
        try
        {
            return found.GetIPProperties();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NetworkInformationException)
        {
            return null;
        }
    }

    private static int? LinuxMtu(string name)
    {
        var file = $"/sys/class/net/{name}/mtu";
        try
        {
            return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var mtu) ? mtu : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>Null where the system does not say: an interface without IPv4 has none on some.</returns>
    private static int? Mtu(IPInterfaceProperties? properties)
    {
        try
        {
            return properties?.GetIPv4Properties()?.Mtu is > 0 and var mtu ? mtu : null;
        }
        catch (NetworkInformationException)
        {
            return null;
        }
    }
}
