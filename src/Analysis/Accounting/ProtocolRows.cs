using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>Own bytes and frames by protocol: the ledger's rows. A frame counts once in a row, however often the protocol stands in it.</summary>
internal sealed class ProtocolRows
{
    private const int Protocols = (int)Protocol.Undissected + 1;

    private readonly long[] _frames = new long[Protocols];
    private readonly long[] _bytes = new long[Protocols];

    public void Add(ReadOnlySpan<LayerSpan> spans)
    {
        var seen = 0UL;
        foreach (ref readonly var span in spans)
        {
            var row = (int)span.Protocol;
            var bit = 1UL << row;
            _bytes[row] += span.Length;
            if ((seen & bit) == 0)
                _frames[row]++;
            seen |= bit;
        }
    }

    public void Add(Protocol protocol, long frames, long bytes)
    {
        _frames[(int)protocol] += frames;
        _bytes[(int)protocol] += bytes;
    }

    public void Merge(ProtocolRows other)
    {
        for (var row = 0; row < Protocols; row++)
        {
            _frames[row] += other._frames[row];
            _bytes[row] += other._bytes[row];
        }
    }

    /// <summary>Rows with at least one frame, in order of depth.</summary>
    public IReadOnlyList<LedgerRow> ToRows()
    {
        var rows = new List<LedgerRow>();
        for (var row = 0; row < Protocols; row++)
        {
            if (_frames[row] > 0)
                rows.Add(new LedgerRow(ProtocolNames.Of((Protocol)row), _frames[row], _bytes[row]));
        }
        return rows;
    }
}
