namespace Wiretax.Capture;

/// <summary>
/// Link-layer header types as capture files number them (the LINKTYPE registry of tcpdump.org).
/// A value that is not named here is legal: its frames are counted and stay undissected.
/// </summary>
public enum LinkType
{
    Null = 0,
    Ethernet = 1,
    Ppp = 9,
    PppHdlc = 50,
    PppEthernet = 51,
    RawBsd = 12,
    RawOpenBsd = 14,
    Raw = 101,
    CiscoHdlc = 104,
    Ieee80211 = 105,
    Loop = 108,
    LinuxSll = 113,
    Ieee80211Prism = 119,
    Ieee80211Radiotap = 127,
    Ieee80211Avs = 163,
    PppWithDirection = 204,
    Ipv4 = 228,
    Ipv6 = 229,
    LinuxSll2 = 276,
}
