namespace Wiretax.Agent;

/// <summary>What an agent is.</summary>
/// <param name="System">Operating system, with its version.</param>
public sealed record AgentDescription(
    string Version, string System, string Architecture, int Processors, string HostName, IReadOnlyList<AgentInterface> Interfaces);

/// <param name="Mtu">Bytes; null where its system does not say.</param>
/// <param name="HardwareAddress">Empty for an interface without one.</param>
public sealed record AgentInterface(string Name, bool Up, int? Mtu, string HardwareAddress, IReadOnlyList<string> Addresses);
