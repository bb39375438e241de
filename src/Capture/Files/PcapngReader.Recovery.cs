using System.Buffers.Binary;

namespace Wiretax.Capture;

/// <content>
/// Going on behind damage. Every search starts where the last one ended, and each candidate costs two or three loads,
/// so that a file of nothing but damage is passed in time linear in its size.
/// </content>
internal sealed unsafe partial class PcapngReader
{
    internal override bool SeekRecord()
    {
        while (MoveToBlock())
        {
            if (IsChain(out var broken))
                return true;
            // Blocks in a row that break off: the content of a frame, or damage. What is behind them counts.
            Window.Skip(Math.Max(broken, 1));
        }
        return false;
    }

    /// <summary>Notes the damage at the cursor and moves on to the next block that can be believed, or to the end.</summary>
    /// <returns>Always null: there is no block at the place that was looked at.</returns>
    private uint? Resynchronise(FormattableString cause)
    {
        var damaged = Window.Offset;
        Window.Cursor++;
        if (MoveToBlock())
            Flag(damaged, recovered: true, cause);
        else
            FlagToTheEnd(damaged, cause);
        return null;
    }

    /// <summary>Moves to the next block that can be believed, the cursor's own place included; false at the end.</summary>
    private bool MoveToBlock()
    {
        while (Window.Require(PcapngBlock.MinLength))
        {
            if (IsBlockAt(0))
                return true;
            Window.Cursor++;
        }
        return false;
    }

    /// <summary>True when blocks follow one another for longer than any frame is, or up to the end.</summary>
    /// <param name="at">Where the chain ends or breaks off, in bytes behind the cursor.</param>
    private bool IsChain(out long at)
    {
        at = 0;
        while (at <= CaptureLimits.MaxCapturedLength)
        {
            var length = BlockLengthAt(at);
            if (length == 0)
                return at > 0 && Window.Available == at;
            at += length;
        }
        return true;
    }

    private bool IsBlockAt(long at) => BlockLengthAt(at) != 0;

    /// <summary>
    /// Length of the block that many bytes behind the cursor if it can be believed (a known type, the same length at
    /// both ends), else 0.
    /// </summary>
    private uint BlockLengthAt(long at)
    {
        if (!Window.Require(at + PcapngBlock.MinLength))
            return 0;

        var type = *(uint*)(Window.Cursor + at);
        var swapped = _swapped;
        if (type == PcapngBlock.SectionHeader)
        {
            var magic = *(uint*)(Window.Cursor + at + 8);
            if (magic is not (PcapngBlock.ByteOrderMagic or PcapngBlock.ByteOrderMagicSwapped))
                return 0;
            swapped = magic != PcapngBlock.ByteOrderMagic;
        }
        else if (!_inSection || !PcapngBlock.IsCommon(swapped ? BinaryPrimitives.ReverseEndianness(type) : type))
        {
            return 0;
        }

        var stated = *(uint*)(Window.Cursor + at + 4);
        var length = swapped ? BinaryPrimitives.ReverseEndianness(stated) : stated;
        if (length is < PcapngBlock.MinLength or > CaptureLimits.MaxBlockLength || (length & 3) != 0)
            return 0;
        return Window.Require(at + length) && *(uint*)(Window.Cursor + at + length - 4) == stated ? length : 0;
    }
}
