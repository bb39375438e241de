using System.Net;

namespace Wiretax.Generators;

/// <summary>The interface that an IPv6 address names behind its <c>%</c> (RFC 4007, 11).</summary>
public static class AddressScope
{
    /// <param name="text">What the address was parsed from; .NET drops an interface that it does not know.</param>
    /// <exception cref="GeneratorException">It names an interface that this machine does not have.</exception>
    public static void RequireInterface(string text, IPAddress address)
    {
        if (text.Split('%') is [_, var name] && address.ScopeId == 0)
            throw new GeneratorException($"There is no interface '{name}' here, which '{text}' names; name one of this machine's, by name or number.");
    }
}
