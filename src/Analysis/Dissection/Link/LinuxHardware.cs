namespace Wiretax.Analysis.Dissection.Link;

/// <summary>
/// What follows a cooked header: the kernel's hardware type (ARPHRD) says how its protocol field is meant.
/// </summary>
internal static class LinuxHardware
{
    private const ushort Ieee80211 = 801;
    private const ushort Ieee80211Radiotap = 803;
    private const ushort Netlink = 824;

    // Values below 0x0600 that the kernel puts where an EtherType stands (ETH_P_802_2).
    private const ushort Llc = 4;

    public static HeaderKind Next(ushort hardwareType, ushort protocol) => hardwareType switch
    {
        Ieee80211 => HeaderKind.Ieee80211,
        Ieee80211Radiotap => HeaderKind.Radiotap,
        Netlink => HeaderKind.Undissected,
        _ => protocol == Llc ? HeaderKind.Llc : EtherType.Next(protocol),
    };
}
