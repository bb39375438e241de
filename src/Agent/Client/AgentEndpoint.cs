using System.Globalization;
using System.Net;

namespace Wiretax.Agent;

/// <summary>Where an agent is: an address or a name, and a port.</summary>
public readonly record struct AgentEndpoint(string Host, int Port)
{
    /// <summary><c>HOST</c>, <c>HOST:PORT</c>, <c>[IPV6]:PORT</c> or a bare IPv6 address.</summary>
    /// <param name="endpoint">With <see cref="AgentLimits.DefaultPort"/> where the text has none.</param>
    public static bool TryParse(string text, out AgentEndpoint endpoint)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > 0 && (text[colon - 1] == ']' || text.IndexOf(':', StringComparison.Ordinal) == colon);
        var host = (hasPort ? text[..colon] : text).Trim('[', ']');
        var port = AgentLimits.DefaultPort;
        endpoint = default;
        if (hasPort && (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > IPEndPoint.MaxPort))
            return false;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            return false;
        endpoint = new AgentEndpoint(host, port);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
