using SharpPcap;
using SharpPcap.LibPcap;

namespace Wiretax.Capture;

/// <summary>Opens interfaces through SharpPcap; each way in which that fails is one sentence that says what to do.</summary>
internal static class LiveDevices
{
    /// <summary>The kernel hands over a block of its ring at the latest after this time, full or not.</summary>
    public const int BlockTimeoutMilliseconds = 10;

    /// <exception cref="CaptureDeviceException">Not there, not allowed, or refused by libpcap.</exception>
    public static LibPcapLiveDevice Open(in LiveCaptureOptions options)
    {
        try
        {
            var device = Find(options.Interface);
            device.Open(new DeviceConfiguration
            {
                Mode = options.Promiscuous ? DeviceModes.Promiscuous : DeviceModes.None,
                ReadTimeout = BlockTimeoutMilliseconds,
                Snaplen = options.SnapLength,
                BufferSize = checked((int)options.BufferBytes),
                TimestampResolution = TimestampResolution.Nanosecond,
            });
            return device;
        }
        catch (PcapException refused)
        {
            throw new CaptureDeviceException(Reason(options.Interface, refused));
        }
        catch (DllNotFoundException)
        {
            throw new CaptureDeviceException($"Cannot capture on '{options.Interface}': {LibPcap.InstallAdvice}");
        }
    }

    private const string AllInterfaces = "any";

    private static LibPcapLiveDevice Find(string name)
    {
        var devices = LibPcapLiveDeviceList.New();
        return devices.FirstOrDefault(each => each.Name == name)
            ?? throw new CaptureDeviceException(
                $"There is no interface '{name}' here; there are: {string.Join(", ", devices.Select(each => each.Name).Where(IsInterface).Order(StringComparer.Ordinal).Append(AllInterfaces))}.");
    }

    /// <summary>libpcap also lists sources that are no network interfaces: bluetooth-monitor, nflog, dbus-system ...</summary>
    private static bool IsInterface(string name) => InterfaceCounters.ReceiveDrops(name) is not null;

    private static string Reason(string name, PcapException refused) => refused.Error switch
    {
        PcapError.PermissionDenied or PcapError.PromiscuousPermissionDenied =>
            $"No permission to capture on '{name}': run as root, or allow this program once with "
            + $"'sudo setcap cap_net_raw,cap_net_admin=eip {Environment.ProcessPath}'.",
        PcapError.InterfaceNotUp => $"The interface '{name}' is down: 'ip link set {name} up' brings it up.",
        PcapError.NoSuchDevice => $"The interface '{name}' is gone.",
        _ => $"Cannot capture on '{name}': {refused.Message.Trim()}",
    };
}
