using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Wiretax.Tests.Capture.Live;

/// <summary>
/// Two network namespaces joined by a veth pair, without IPv6 and with fixed neighbours, so that no frame crosses it
/// but those that a test sends.
/// </summary>
public sealed partial class VethPair : IDisposable
{
    public const string SenderInterface = "wtl-tx";
    public const string ReceiverInterface = "wtl-rx";
    public static readonly IPAddress SenderAddress = IPAddress.Parse("10.99.0.1");
    public static readonly IPAddress ReceiverAddress = IPAddress.Parse("10.99.0.2");

    /// <summary>Leads to the receiver's interface and is nobody's address, so that nothing answers.</summary>
    public static readonly IPAddress SilentAddress = IPAddress.Parse("10.99.0.3");

    private static int _count;

    private readonly string _sender;
    private readonly string _receiver;

    public VethPair()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("Capturing needs root.");
        if (!File.Exists("/usr/sbin/ip") && !File.Exists("/sbin/ip"))
            Assert.Skip("Network namespaces need the 'ip' command (package iproute2).");

        var name = $"wtl{Environment.ProcessId}n{Interlocked.Increment(ref _count)}";
        (_sender, _receiver) = (name + "a", name + "b");
        try
        {
            Ip($"netns add {_sender}");
            Ip($"netns add {_receiver}");
            Ip($"-n {_sender} link add {SenderInterface} address 02:00:00:00:00:01 type veth "
                + $"peer name {ReceiverInterface} address 02:00:00:00:00:02 netns {_receiver}");
            SetUp(_sender, SenderInterface, SenderAddress, ReceiverAddress, "02:00:00:00:00:02");
            Ip($"-n {_sender} neighbour replace {SilentAddress} lladdr 02:00:00:00:00:02 nud permanent dev {SenderInterface}");
            SetUp(_receiver, ReceiverInterface, ReceiverAddress, SenderAddress, "02:00:00:00:00:01");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string ReceiverNamespace => _receiver;

    public T InSender<T>(Func<T> action) => Inside(_sender, action);

    public T InReceiver<T>(Func<T> action) => Inside(_receiver, action);

    /// <summary>Frames that an interface received, by its own count.</summary>
    public static long ReceivedBy(string interfaceName)
    {
        var line = File.ReadLines("/proc/thread-self/net/dev").Single(each => each.TrimStart().StartsWith(interfaceName + ":", StringComparison.Ordinal));
        return long.Parse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Sends datagrams from the sender's side, each one frame.</summary>
    public int Send(int frames, int payload) => InSender(() =>
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var destination = new IPEndPoint(SilentAddress, 9).Serialize();
        var bytes = new byte[payload];
        for (var i = 0; i < frames; i++)
        {
            bytes[0] = (byte)i;
            socket.SendTo(bytes, SocketFlags.None, destination);
        }
        return frames;
    });

    public void Dispose()
    {
        foreach (var name in new[] { _sender, _receiver })
        {
            if (name is not null && File.Exists("/run/netns/" + name))
                Ip($"netns del {name}");
        }
    }

    private static void SetUp(string name, string interfaceName, IPAddress address, IPAddress neighbour, string neighbourMac)
    {
        Inside(name, () =>
        {
            File.WriteAllText("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1");
            return 0;
        });
        Ip($"-n {name} address add {address}/24 dev {interfaceName}");
        Ip($"-n {name} link set lo up");
        Ip($"-n {name} link set {interfaceName} up");
        Ip($"-n {name} neighbour replace {neighbour} lladdr {neighbourMac} nud permanent dev {interfaceName}");
    }

    private static T Inside<T>(string name, Func<T> action)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var descriptor = File.OpenHandle("/run/netns/" + name);
                const int networkNamespace = 0x40000000;
                Assert.Equal(0, SetNamespace((int)descriptor.DangerousGetHandle(), networkNamespace));
                result = action();
            }
#pragma warning disable CA1031 // Carried over to the thread that asked.
            catch (Exception failed)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(failed);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    private static void Ip(string arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var error = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        Assert.True(ip.ExitCode == 0, $"ip {arguments}: {error}");
    }

    [LibraryImport("libc", EntryPoint = "setns")]
    private static partial int SetNamespace(int descriptor, int type);
}
