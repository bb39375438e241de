using System.Runtime.InteropServices;
using PacketDotNet;
using SharpPcap;
using SharpPcap.LibPcap;

namespace Wiretax.Capture;

/// <summary>
/// A capture filter in libpcap's syntax (pcap-filter(7)), compiled by libpcap for one link type. Matching allocates
/// nothing and may be done by one thread at a time.
/// </summary>
public sealed class BpfFilter : IDisposable
{
    /// <summary>Where a filter may be of use; an expression that none of them compiles is wrong.</summary>
    private static readonly LinkType[] UsualLinkTypes =
        [LinkType.Ethernet, LinkType.Raw, LinkType.LinuxSll, LinkType.LinuxSll2, LinkType.Ieee80211Radiotap, LinkType.Ppp];

    /// <summary>Above the largest address family, which is how the other byte order shows.</summary>
    private const uint OtherByteOrder = 0x1_0000;

    private readonly BpfProgram _program;
    private readonly LinkType _linkType;
    private byte[] _turned = [];

    private BpfFilter(BpfProgram program, LinkType linkType)
    {
        _program = program;
        _linkType = linkType;
    }

    /// <exception cref="CaptureFilterException">libpcap does not compile it for this link type, or is not installed.</exception>
    public static BpfFilter Compile(string expression, LinkType linkType)
    {
        try
        {
            var program = BpfProgram.Create((LinkLayers)DataLink.Of(linkType), expression);
            if (!AsksTheKernel(program))
                return new BpfFilter(program, linkType);
            program.Dispose();
            throw new CaptureFilterException(
                $"The filter '{expression}' is not valid: inbound, outbound and ifindex are not supported on {linkType} frames in files.");
        }
        catch (PcapException refused)
        {
            throw new CaptureFilterException($"The filter '{expression}' is not valid: {refused.Message.Trim()}.");
        }
        catch (DllNotFoundException)
        {
            throw new CaptureFilterException($"A filter needs libpcap: {LibPcap.InstallAdvice}");
        }
    }

    /// <summary>Checks the expression before a link type is known.</summary>
    /// <exception cref="CaptureFilterException">No usual link type can use it; the message is libpcap's for Ethernet.</exception>
    public static void Check(string expression)
    {
        CaptureFilterException? first = null;
        foreach (var linkType in UsualLinkTypes)
        {
            try
            {
                Compile(expression, linkType).Dispose();
                return;
            }
            catch (CaptureFilterException wrong)
            {
                first ??= wrong;
            }
        }
        throw first!;
    }

    /// <summary>
    /// True for a program that loads from the offsets at which Linux keeps what it knows of a live frame. libpcap makes
    /// such where it does not know that a file is read; there they match nothing.
    /// </summary>
    private static unsafe bool AsksTheKernel(BpfProgram program)
    {
        var compiled = (LibPcap.Program*)program.DangerousGetHandle();
        foreach (var each in new ReadOnlySpan<LibPcap.Instruction>(compiled->Instructions, (int)compiled->Count))
        {
            if (each.LoadsFromFrame && each.Operand >= LibPcap.Instruction.KernelOffsets)
                return true;
        }
        return false;
    }

    public unsafe bool Matches(in CapturedFrame frame)
    {
        var header = new LibPcap.PacketHeader
        {
            CapturedLength = (uint)frame.Data.Length,
            OriginalLength = frame.OriginalLength,
        };
        fixed (byte* data = _linkType == LinkType.Null ? InOwnByteOrder(frame.Data) : frame.Data)
        {
            // An empty frame has no address; the program is told its length and reads nothing of it.
            return _program.Matches((nint)(&header), (nint)(data is null ? (byte*)&header : data));
        }
    }

    public void Dispose() => _program.Dispose();

    /// <summary>
    /// The address family of BSD loopback is in the byte order of the machine that captured; libpcap compiles for the
    /// order of this one. Valid until the next call.
    /// </summary>
    private ReadOnlySpan<byte> InOwnByteOrder(ReadOnlySpan<byte> data)
    {
        if (data.Length < sizeof(uint) || MemoryMarshal.Read<uint>(data) < OtherByteOrder)
            return data;
        if (_turned.Length < data.Length)
            _turned = new byte[data.Length];
        data.CopyTo(_turned);
        _turned.AsSpan(0, sizeof(uint)).Reverse();
        return _turned.AsSpan(0, data.Length);
    }
}
