using System.Globalization;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Guests;

/// <summary>The machine that a guest has.</summary>
internal readonly record struct GuestOptions
{
    public GuestOptions()
    {
    }

    public GuestNic Nic { get; init; } = GuestNic.Virtio;
    public int Vcpus { get; init; } = 1;
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>The first program in the guest.</summary>
    public string Init { get; init; } = "/init";

    /// <summary>How long it may take until it serves; null leaves it to the accelerator.</summary>
    public TimeSpan? BootLimit { get; init; }

    /// <exception cref="PathException">A value is none that is allowed.</exception>
    public GuestOptions With(IReadOnlyDictionary<string, string> parameters)
    {
        var options = this;
        if (WireOptions.Value(parameters, "nic") is { } nic)
            options = options with { Nic = GuestNic.Named(nic) };
        if (WireOptions.Value(parameters, "vcpus") is { } vcpus)
            options = options with { Vcpus = int.Parse(vcpus, CultureInfo.InvariantCulture) };
        if (WireOptions.Value(parameters, "memory") is { } memory)
            options = options with { MemoryBytes = PathParameters.Bytes(memory)!.Value };
        return options;
    }
}
