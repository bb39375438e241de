using System.Globalization;

namespace Wiretax.Paths.Guests;

/// <summary>How guests are told of.</summary>
internal static class GuestText
{
    public static string Booting(int guests, string hypervisor) => guests == 1
        ? $"booting the guest ({hypervisor})"
        : string.Create(CultureInfo.InvariantCulture, $"booting {guests} guests ({hypervisor})");

    public static string SideBySide(int guests) => string.Create(CultureInfo.InvariantCulture,
        $"{guests} side by side, each with a NIC, a bridge, a subnet, a port and a wire of its own; those without a part in a run are paused");
}
