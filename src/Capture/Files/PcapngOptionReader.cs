using System.Buffers.Binary;
using System.Text;

namespace Wiretax.Capture;

/// <summary>Walks the options of a block; stops at the end mark, at the block's end, or where a length does not fit.</summary>
internal ref struct PcapngOptionReader(ReadOnlySpan<byte> options, bool swapped)
{
    private readonly bool _swapped = swapped;
    private ReadOnlySpan<byte> _rest = options;

    public ushort Code { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>True when the walk stopped at an option that does not fit into its block.</summary>
    public bool IsDamaged { get; private set; }

    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        if (_rest.Length < 4)
        {
            IsDamaged = true;
            return false;
        }

        Code = U16(_rest);
        var length = U16(_rest[2..]);
        if (Code == PcapngOption.End)
            return false;
        if (length > _rest.Length - 4)
        {
            IsDamaged = true;
            return false;
        }

        Value = _rest.Slice(4, length);
        var padded = 4 + (int)PcapngBlock.Padded(length);
        _rest = padded < _rest.Length ? _rest[padded..] : [];
        return true;
    }

    /// <summary>The value as UTF-8 text; what is no UTF-8 becomes U+FFFD.</summary>
    public readonly string Text => Decode(Value);

    /// <inheritdoc cref="Text"/>
    public static string Decode(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value).TrimEnd('\0');

    /// <summary>The value as an unsigned counter; null when it has another length, or says that it is not known.</summary>
    public readonly long? Counter
    {
        get
        {
            if (Value.Length != 8)
                return null;
            var value = _swapped
                ? BinaryPrimitives.ReverseEndianness(BitConverter.ToUInt64(Value))
                : BitConverter.ToUInt64(Value);
            return value > long.MaxValue ? null : (long)value;
        }
    }

    public readonly long? Signed
    {
        get
        {
            if (Value.Length != 8)
                return null;
            var value = BitConverter.ToInt64(Value);
            return _swapped ? BinaryPrimitives.ReverseEndianness(value) : value;
        }
    }

    private readonly ushort U16(ReadOnlySpan<byte> at)
    {
        var value = BitConverter.ToUInt16(at);
        return _swapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }
}
