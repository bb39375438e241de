using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>An IPv4 or IPv6 address as two words; IPv4 as the mapped address ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).</summary>
internal readonly record struct HostAddress(ulong High, ulong Low) : IComparable<HostAddress>
{
    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    /// <summary>The four bytes of an IPv4 address in network order.</summary>
    public static HostAddress FromIpv4(ReadOnlySpan<byte> bytes) =>
        FromIpv4(BinaryPrimitives.ReadUInt32BigEndian(bytes));

    /// <summary>The sixteen bytes of an IPv6 address in network order.</summary>
    public static HostAddress FromIpv6(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    public static HostAddress From(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork ? FromIpv4(bytes) : FromIpv6(bytes);
    }

    public bool IsIpv4 => High == 0 && Low >> 32 == MappedPrefix >> 32;

    private uint Ipv4 => (uint)Low;

    public static HostAddress FromIpv4(uint address) => new(0, MappedPrefix | address);

    /// <summary>
    /// Valid on one link only (link-local, multicast, broadcast, unspecified), so that the link addresses, and not
    /// these, tell which machine sent or received the frame.
    /// </summary>
    public bool IsLinkScoped
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsIpv4
            ? Ipv4 + 1 <= 1 || Ipv4 >> 28 == 0xE || Ipv4 >> 16 == 0xA9FE
            : IsIpv6LinkScoped;
    }

    private bool IsIpv6LinkScoped => High >> 56 == 0xFF || High >> 54 == 0xFE80 >> 6 || (High | Low) == 0;

    public int CompareTo(HostAddress other) =>
        High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return IsIpv4 ? new IPAddress(bytes[12..]) : new IPAddress(bytes);
    }

    public override string ToString() => ToIPAddress().ToString();

    /// <summary>With a port, as URLs write it: <c>10.0.0.1:80</c>, <c>[::1]:80</c>.</summary>
    public string WithPort(ushort port) => IsIpv4
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{this}:{port}")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{this}]:{port}");
}
