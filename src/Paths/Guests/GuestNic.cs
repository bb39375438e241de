namespace Wiretax.Paths.Guests;

/// <summary>A NIC that QEMU emulates, and the drivers that a guest needs for it.</summary>
internal sealed record GuestNic(string Name, string Device, IReadOnlyList<string> Drivers)
{
    public static GuestNic Virtio { get; } = new("virtio", "virtio-net-pci", ["virtio_pci", "virtio_net"]);

    /// <summary>The paravirtual NIC that VMware made, emulated by QEMU.</summary>
    private static readonly GuestNic Vmxnet3 = new("vmxnet3", "vmxnet3", ["vmxnet3"]);

    /// <summary>Intel 82540EM: a physical NIC's registers, emulated.</summary>
    private static readonly GuestNic E1000 = new("e1000", "e1000", ["e1000"]);

    public static IReadOnlyList<GuestNic> All { get; } = [Virtio, Vmxnet3, E1000];

    public static GuestNic Named(string name) => All.First(each => each.Name == name);
}
