using System.Reflection;
using System.Runtime.InteropServices;

namespace Wiretax.Capture;

/// <summary>
/// The calls of libpcap that SharpPcap lacks or gets wrong, on the handles that SharpPcap opens. Nothing here loads
/// libpcap before the first call.
/// </summary>
internal static partial class LibPcap
{
    public const string InstallAdvice = "libpcap is not installed; on Debian and Ubuntu: apt-get install libpcap0.8.";

    private const string Library = "pcap";
    private static readonly string[] FileNames = ["libpcap.so.0.8", "libpcap.so.1", "libpcap.so"];

    static LibPcap() => NativeLibrary.SetDllImportResolver(typeof(LibPcap).Assembly, Resolve);

    /// <summary>libpcap's <c>pcap_stat</c> on Linux: three 32-bit counters (SharpPcap 6.3.1 reads three pointers).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Stat
    {
        /// <summary>Frames that passed the filter, those dropped for want of buffer included.</summary>
        public uint Received;
        public uint Dropped;
        public uint InterfaceDropped;
    }

    /// <summary>libpcap's <c>pcap_pkthdr</c>; <see cref="Fraction"/> counts nanoseconds on a nanosecond handle.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PacketHeader
    {
        public nint Seconds;
        public nint Fraction;
        public uint CapturedLength;
        public uint OriginalLength;
    }

    /// <summary>libpcap's <c>bpf_program</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public unsafe struct Program
    {
        public uint Count;
        public Instruction* Instructions;
    }

    /// <summary>libpcap's <c>bpf_insn</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Instruction
    {
        /// <summary>Linux's <c>SKF_AD_OFF</c>, -0x1000: offsets from here on are no bytes of the frame.</summary>
        public const uint KernelOffsets = 0xffff_f000;

        public ushort Code;
        public byte JumpTrue;
        public byte JumpFalse;
        public uint Operand;

        /// <summary><c>BPF_LD</c> with <c>BPF_ABS</c> or <c>BPF_IND</c>.</summary>
        public readonly bool LoadsFromFrame => (Code & 0x07) == 0 && (Code & 0xe0) is 0x20 or 0x40;
    }

    [LibraryImport(Library, EntryPoint = "pcap_stats")]
    public static partial int Stats(nint handle, out Stat stat);

    [LibraryImport(Library, EntryPoint = "pcap_get_selectable_fd")]
    public static partial int SelectableDescriptor(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_set_datalink")]
    public static partial int SetDataLink(nint handle, int dataLink);

    [LibraryImport(Library, EntryPoint = "pcap_datalink")]
    public static partial int DataLink(nint handle);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        if (name != Library)
            return 0;
        foreach (var file in FileNames)
        {
            if (NativeLibrary.TryLoad(file, out var library))
                return library;
        }
        return 0;
    }
}
