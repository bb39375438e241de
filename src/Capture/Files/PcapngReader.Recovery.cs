using System.Buffers.Binary;

namespace Wiretax.Capture;

/// <content>
/// Going on behind damage. Every search starts where the last one ended, and each candidate costs two or three loads,
/// so that a file of nothing but damage is passed in time linear in its size.
/// </content>
internal sealed unsafe partial class PcapngReader
{
    /// <summary>Notes the damage at the cursor and moves on to the next block that can be believed, or to the end.</summary>
    /// <returns>Always null: there is no block at the place that was looked at.</returns>
    private uint? Resynchronise(FormattableString cause)
    {
        var damaged = Window.Offset;
        do
            Window.Cursor++;
        while (Window.Require(PcapngBlock.MinLength) && !IsBlockAt(0));

        var found = Window.Available >= PcapngBlock.MinLength;
        Flag(damaged, found, cause);
        if (!found)
        {
            Window.Cursor = Window.End;
            if (Window.Failure is { } failure)
                Flag(Window.Offset, recovered: false, $"the input ends early: {failure}");
            _ended = true;
        }
        return null;
    }

    /// <summary>True when a block of a known type with equal lengths at both ends lies that far behind the cursor.</summary>
    private bool IsBlockAt(long at)
    {
        if (!Window.Require(at + PcapngBlock.MinLength))
            return false;

        var type = *(uint*)(Window.Cursor + at);
        var swapped = _swapped;
        if (type == PcapngBlock.SectionHeader)
        {
            var magic = *(uint*)(Window.Cursor + at + 8);
            if (magic is not (PcapngBlock.ByteOrderMagic or PcapngBlock.ByteOrderMagicSwapped))
                return false;
            swapped = magic != PcapngBlock.ByteOrderMagic;
        }
        else if (!_inSection || !PcapngBlock.IsCommon(swapped ? BinaryPrimitives.ReverseEndianness(type) : type))
        {
            return false;
        }

        var length = *(uint*)(Window.Cursor + at + 4);
        length = swapped ? BinaryPrimitives.ReverseEndianness(length) : length;
        if (length is < PcapngBlock.MinLength or > CaptureLimits.MaxBlockLength || (length & 3) != 0
            || !Window.Require(at + length))
        {
            return false;
        }
        var trailer = *(uint*)(Window.Cursor + at + length - 4);
        return length == (swapped ? BinaryPrimitives.ReverseEndianness(trailer) : trailer);
    }
}
