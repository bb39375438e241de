namespace Wiretax.Analysis.Accounting;

/// <summary>Follows packets at once, a batch at a time.</summary>
internal sealed class FlowQueue : PacketSink
{
    private const int Capacity = 128;

    private readonly FlowTable[] _tables;
    private readonly EchoTable _echo;
    private readonly FlowRun[] _runs = new FlowRun[FlowBatch.MostRuns];
    private int _runCount;

    public FlowQueue(FlowTable[] tables, EchoTable echo)
    {
        (_tables, _echo) = (tables, echo);
        Packets = new FlowPacket[Capacity];
    }

    public override void Begin(in FlowKey key)
    {
        if (_runCount == _runs.Length)
            Follow();
        _runs[_runCount++] = new FlowRun { Key = key, Hash = key.Hash(), Start = Count };
    }

    /// <summary>The run at hand goes on in the next batch.</summary>
    public override void Flush()
    {
        if (_runCount == 0)
            return;
        var last = _runCount - 1;
        Follow();
        _runs[0] = _runs[last] with { Start = 0 };
        _runCount = 1;
    }

    protected override void MakeRoom() => Flush();

    private void Follow()
    {
        FlowBatch.Follow(_runs.AsSpan(0, _runCount), Packets.AsSpan(0, Count), _tables, orderBase: 0);
        (_runCount, Count) = (0, 0);
    }

    public override void AddEcho(in EchoPacket packet) => _echo.Add(packet);
}
