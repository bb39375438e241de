using System.Buffers;
using System.Text;

namespace Wiretax.Capture;

/// <summary>Puts together one metadata block of pcapng in this machine's byte order.</summary>
internal sealed class PcapngBlockBuilder
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private bool _hasOptions;

    public PcapngBlockBuilder(uint type)
    {
        U32(type);
        U32(0);
    }

    public void U16(ushort value) => _bytes.Write(BitConverter.GetBytes(value));

    public void U32(uint value) => _bytes.Write(BitConverter.GetBytes(value));

    public void U64(ulong value) => _bytes.Write(BitConverter.GetBytes(value));

    /// <summary>A time as pcapng splits it: the upper 32 bits first, in either byte order.</summary>
    public void Time(long nanoseconds)
    {
        U32((uint)((ulong)nanoseconds >> 32));
        U32((uint)nanoseconds);
    }

    /// <summary>A text, cut to the longest that an option can hold; null and empty ones are left out.</summary>
    public void Option(ushort code, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        var bytes = Encoding.UTF8.GetBytes(text);
        Option(code, bytes.AsSpan(0, Math.Min(bytes.Length, ushort.MaxValue)));
    }

    public void Option(ushort code, long? counter)
    {
        if (counter is { } value)
            Option(code, BitConverter.GetBytes((ulong)value));
    }

    public void TimeOption(ushort code, long nanoseconds)
    {
        Span<byte> value = stackalloc byte[8];
        BitConverter.TryWriteBytes(value, (uint)((ulong)nanoseconds >> 32));
        BitConverter.TryWriteBytes(value[4..], (uint)nanoseconds);
        Option(code, value);
    }

    public void Option(ushort code, ReadOnlySpan<byte> value)
    {
        _hasOptions = true;
        U16(code);
        U16((ushort)value.Length);
        _bytes.Write(value);
        while (_bytes.WrittenCount % 4 != 0)
            _bytes.Write([(byte)0]);
    }

    /// <summary>The whole block, with its length at both ends.</summary>
    public byte[] Finish()
    {
        if (_hasOptions)
            U32(PcapngOption.End);
        var length = (uint)_bytes.WrittenCount + 4;
        U32(length);
        var block = _bytes.WrittenSpan.ToArray();
        BitConverter.TryWriteBytes(block.AsSpan(4), length);
        return block;
    }
}
