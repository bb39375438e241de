using System.Buffers.Binary;
using Wiretax.Capture;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>
/// Frames of the catalogue, damaged in ways that dissectors trip over: flipped bits, lengths at their limits, pieces of
/// other frames, cuts, another link type. The same seed makes the same frames.
/// </summary>
internal sealed class FrameMutator(ulong seed)
{
    private const int Capacity = 2048;

    private static readonly byte[] Bytes =
    [
        0x00, 0x01, 0x04, 0x06, 0x11, 0x29, 0x2f, 0x40, 0x45, 0x4f, 0x60, 0x7f, 0x80, 0xff,
    ];

    private static readonly ushort[] Words =
    [
        0, 1, 4, 7, 8, 19, 20, 40, 1500, 1501, 0x7fff, 0x8000, 0xffff, 0x0800, 0x0806, 0x86dd, 0x8100, 0x8847, 0x8864,
        0x88a8, 0x88e7, 0x6558, 0x88be, 0x22eb, 1701, 2152, 4500, 4789, 4790, 6081, 51820, 0x88cc, 0x8809, 0x880b,
    ];

    private static readonly LinkType[] LinkTypes = Enum.GetValues<LinkType>();

    private readonly Stack[] _seeds = [.. StackCatalogue.All];
    private readonly byte[] _buffer = new byte[Capacity];
    private ulong _state = seed;

    public uint OriginalLength { get; private set; }

    public LinkType LinkType { get; private set; }

    /// <summary>The captured bytes of the next frame, valid until the one after.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var stack = _seeds[Below(_seeds.Length)];
        LinkType = Below(16) == 0 ? LinkTypes[Below(LinkTypes.Length)] : stack.LinkType;
        stack.Frame.CopyTo(_buffer, 0);
        var length = stack.Frame.Length;
        for (var mutations = 1 + Below(4); mutations > 0; mutations--)
        {
            length = Mutate(length);
        }

        var choice = Below(8);
        var captured = choice == 0 ? Below(length + 1) : length;
        OriginalLength = choice switch
        {
            1 => (uint)Below(length + 64),
            2 => (uint)Random(),
            _ => (uint)length,
        };
        return _buffer.AsSpan(0, captured);
    }

    private int Mutate(int length)
    {
        var at = length < 4 ? 0 : Below(length - 2);
        switch (Below(8))
        {
            case 0:
                _buffer[at] ^= (byte)(1 << Below(8));
                return length;
            case 1:
                _buffer[at] = (byte)Random();
                return length;
            case 2:
                _buffer[at] = Bytes[Below(Bytes.Length)];
                return length;
            case 3:
            case 4:
                BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(at), Words[Below(Words.Length)]);
                return length;
            case 5:
                BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(at), (ushort)Below(length + 8));
                return length;
            case 6:
                return Splice(at, length);
            default:
                return at + 2 < length ? Remove(at, 1 + Below(8), length) : length;
        }
    }

    // The tail of another frame, or of this one once more: headers in places that no program puts them.
    private int Splice(int at, int length)
    {
        var other = _seeds[Below(_seeds.Length)].Frame;
        var from = Below(other.Length);
        var count = Math.Min(other.Length - from, Capacity - 2 - at);
        other.AsSpan(from, count).CopyTo(_buffer.AsSpan(at));
        return Math.Max(at + count, Below(2) == 0 ? length : 0);
    }

    private int Remove(int at, int count, int length)
    {
        count = Math.Min(count, length - at);
        _buffer.AsSpan(at + count, length - at - count).CopyTo(_buffer.AsSpan(at));
        return length - count;
    }

    private int Below(int limit) => (int)((Random() >> 32) * (ulong)limit >> 32);

    // xorshift64* (Vigna, 2016)
    private ulong Random()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 0x2545f4914f6cdd1d;
    }
}
