using System.Globalization;

namespace Wiretax.Paths.Network;

/// <summary>What the emulated wire is like.</summary>
internal readonly record struct WireOptions
{
    public WireOptions()
    {
    }

    /// <summary>Largest datagram, bytes.</summary>
    public int Mtu { get; init; } = PathParameters.DefaultMtu;

    /// <summary>
    /// Whether super-frames pass it. Off by default: a wire carries frames of its MTU, so what is captured is what is
    /// counted, for every path alike (docs/decisions/offload-on-the-wire.md).
    /// </summary>
    public bool SuperFrames { get; init; }

    /// <summary>Null: as fast as the machine.</summary>
    public long? BitsPerSecond { get; init; }

    /// <summary>Queue in front of a wire of a stated rate, bytes.</summary>
    public long BufferBytes { get; init; } = 256 << 10;

    public static WireOptions From(IReadOnlyDictionary<string, string> parameters)
    {
        var options = new WireOptions();
        if (Value(parameters, "mtu") is { } mtu)
            options = options with { Mtu = int.Parse(mtu, CultureInfo.InvariantCulture) };
        if (Value(parameters, "offload") is { } offload)
            options = options with { SuperFrames = offload == "on" };
        if (Value(parameters, "rate") is { } rate)
            options = options with { BitsPerSecond = PathParameters.BitsPerSecond(rate) };
        if (Value(parameters, "buffer") is { } buffer)
            options = options with { BufferBytes = PathParameters.Bytes(buffer)!.Value };
        return options;
    }

    /// <exception cref="PathException">The value is none that is allowed.</exception>
    public static string? Value(IReadOnlyDictionary<string, string> parameters, string name)
    {
        if (!parameters.TryGetValue(name, out var value))
            return null;
        return PathParameters.Complaint(name, value) is { } complaint ? throw new PathException(complaint) : value;
    }
}
