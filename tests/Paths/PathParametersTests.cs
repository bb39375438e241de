using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

public sealed class PathParametersTests
{
    [Theory]
    [InlineData("nic", "virtio")]
    [InlineData("nic", "vmxnet3")]
    [InlineData("nic", "e1000")]
    [InlineData("vcpus", "1")]
    [InlineData("memory", "512MiB")]
    [InlineData("memory", "1GB")]
    [InlineData("mtu", "9000")]
    [InlineData("offload", "off")]
    [InlineData("rate", "100mbit")]
    [InlineData("rate", "2.5gbit")]
    [InlineData("buffer", "256KiB")]
    [InlineData("agent", "192.0.2.7")]
    [InlineData("agent", "far.example:9555")]
    [InlineData("agent", "[fd00::2]")]
    [InlineData("agent", "[fd00::2]:9555")]
    [InlineData("address", "198.51.100.7")]
    [InlineData("address", "fd00::2")]
    public void What_is_allowed_is_taken(string name, string value) => Assert.Null(PathParameters.Complaint(name, value));

    [Theory]
    [InlineData("nic", "ne2000", "virtio, vmxnet3, e1000")]
    [InlineData("vcpus", "0", "from 1 to 16")]
    [InlineData("vcpus", "+2", "from 1 to 16")]
    [InlineData("memory", "512", "as 512MiB")]
    [InlineData("memory", "64MiB", "from 192MiB")]
    [InlineData("mtu", "68", "from 576 to 9000")]
    [InlineData("mtu", "1500.5", "whole number")]
    [InlineData("offload", "yes", "on ")]
    [InlineData("rate", "100", "as 100mbit")]
    [InlineData("rate", "1kbit", "from 1mbit")]
    [InlineData("rate", "99999999999999999999gbit", "as 100mbit")]
    [InlineData("buffer", "1KiB", "from 16KiB")]
    [InlineData("agent", "http://far.example", "HOST, HOST:PORT or [IPV6]:PORT")]
    [InlineData("agent", "fd00::2", "'[fd00::2]', or '[fd00::2]:PORT'")]
    [InlineData("agent", "[fe80::2%b]:9555", "link-local addresses and those with a scope ('%') cannot")]
    [InlineData("agent", "fe80::2%lo", "link-local addresses and those with a scope ('%') cannot")]
    [InlineData("agent", "[fe80::2]", "link-local addresses and those with a scope ('%') cannot")]
    [InlineData("address", "fe80::2%b", "link-local addresses and those with a scope ('%') cannot")]
    [InlineData("address", "fe80::2%1", "link-local addresses and those with a scope ('%') cannot")]
    [InlineData("address", "fe80::2", "link-local addresses and those with a scope ('%') cannot")]
    [InlineData("address", "far.example", "an IP address")]
    [InlineData("colour", "blue", "there are nic, vcpus")]
    public void What_is_not_allowed_is_answered_with_what_is(string name, string value, string allowed)
    {
        var complaint = PathParameters.Complaint(name, value);

        Assert.NotNull(complaint);
        Assert.Contains(allowed, complaint);
    }

    [Theory]
    [InlineData("vm-bridged", "255MiB", "memory of vm-bridged is a size from 256MiB to 64GiB, as 512MiB, not '255MiB'.")]
    [InlineData("vm-nat", "128MiB", "memory of vm-nat is a size from 256MiB to 64GiB, as 512MiB, not '128MiB'.")]
    [InlineData("vm-host-only", "128MiB", "memory of vm-host-only is a size from 256MiB to 64GiB, as 512MiB, not '128MiB'.")]
    [InlineData("vm-to-vm", "128MiB", "memory of vm-to-vm is a size from 256MiB to 64GiB, as 512MiB, not '128MiB'.")]
    [InlineData("vm-bridged", "256MiB", null)]
    [InlineData("uml-bridged", "192MiB", null)]
    [InlineData("uml-bridged", "128MiB", "memory of uml-bridged is a size from 192MiB to 64GiB, as 512MiB, not '128MiB'.")]
    public void A_guest_has_the_memory_that_its_kind_surely_boots_with(string kind, string memory, string? complaint) =>
        Assert.Equal(complaint, PathParameters.Complaint("memory", memory, PathKinds.Find(kind)));

    [Fact]
    public void Rates_are_powers_of_ten_and_sizes_say_which_they_are()
    {
        Assert.Equal(100_000_000, PathParameters.BitsPerSecond("100mbit"));
        Assert.Equal(2_500_000_000, PathParameters.BitsPerSecond("2.5 Gbit/s"));
        Assert.Equal(512L << 20, PathParameters.Bytes("512MiB"));
        Assert.Equal(512_000_000, PathParameters.Bytes("512MB"));
    }
}
