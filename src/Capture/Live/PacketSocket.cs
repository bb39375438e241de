using System.Runtime.InteropServices;

namespace Wiretax.Capture;

/// <summary>What Linux offers on the packet socket behind a capture handle, and libpcap does not pass on.</summary>
internal static partial class PacketSocket
{
    private const int SolSocket = 1;
    private const int SoAttachFilter = 26;
    private const int SolPacket = 263;
    private const int PacketIgnoreOutgoing = 23;
    private const short PollIn = 1;

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    /// <summary>One instruction of classic BPF (<c>sock_filter</c>).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Instruction
    {
        public ushort Code;
        public byte JumpTrue;
        public byte JumpFalse;
        public uint Operand;
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Program
    {
        public ushort Length;
        public Instruction* Instructions;
    }

    /// <summary>From now on the kernel puts no further frame into the ring.</summary>
    public static unsafe bool RejectAll(int descriptor)
    {
        const ushort returnConstant = 0x06;
        var instruction = new Instruction { Code = returnConstant, Operand = 0 };
        var program = new Program { Length = 1, Instructions = &instruction };
        return SetOption(descriptor, SolSocket, SoAttachFilter, &program, (uint)sizeof(Program)) == 0;
    }

    /// <summary>
    /// Leaves out frames as they are sent. A loopback interface shows each frame on its way out and again on its way
    /// in, of which libpcap discards the former after the kernel has counted it (Linux 4.20 and later).
    /// </summary>
    public static unsafe bool IgnoreOutgoing(int descriptor)
    {
        var on = 1;
        return SetOption(descriptor, SolPacket, PacketIgnoreOutgoing, &on, sizeof(int)) == 0;
    }

    /// <summary>Waits until the ring may hold frames.</summary>
    public static unsafe void Wait(int descriptor, int milliseconds)
    {
        var poll = new PollDescriptor { Descriptor = descriptor, Events = PollIn };
        _ = Poll(&poll, 1, milliseconds);
    }

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    private static unsafe partial int SetOption(int descriptor, int level, int name, void* value, uint length);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static unsafe partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);
}
