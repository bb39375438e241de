namespace Wiretax.Paths.Guests;

/// <summary>How QEMU runs a guest's processor.</summary>
/// <param name="Why">Why this one, in a few words.</param>
internal sealed record Accelerator(string Name, string Why)
{
    public const string Kvm = "kvm";
    public const string Tcg = "tcg";

    /// <summary>A guest's program is built for x86-64-v2, so the emulated processor is one that has it and no more.</summary>
    private const string EmulatedProcessor = "Nehalem-v1";

    public IReadOnlyList<string> Arguments => Name == Kvm
        ? ["-accel", "kvm", "-cpu", "host"]
        : ["-accel", "tcg,thread=multi", "-cpu", EmulatedProcessor];

    /// <summary>How long a guest may take until it serves: an emulated one on a busy machine takes its time.</summary>
    public TimeSpan BootLimit => TimeSpan.FromSeconds(Name == Kvm ? 60 : 120);
}
