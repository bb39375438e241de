using Wiretax.Paths.Guests;

namespace Wiretax.Tests.Paths.Guests;

public sealed class GuestKernelTests
{
    [Fact]
    public void Modules_come_after_what_they_depend_on()
    {
        if (GuestKernel.WhyNot() is { } missing)
            Assert.Skip($"{missing.Why} {missing.Remedy}");
        var kernel = GuestKernel.Open();

        var order = kernel.ModulesFor(GuestNic.Named("virtio").Drivers).Select(each => Path.GetFileName(each)).ToList();

        Assert.Equal(order.Distinct(), order);
        if (!order.Contains("virtio_net.ko"))
            Assert.Skip($"{kernel.Version} has virtio built in");
        Assert.True(order.IndexOf("virtio_ring.ko") < order.IndexOf("virtio_pci.ko"));
        Assert.True(order.IndexOf("failover.ko") < order.IndexOf("net_failover.ko"));
        Assert.True(order.IndexOf("net_failover.ko") < order.IndexOf("virtio_net.ko"));
    }
}
