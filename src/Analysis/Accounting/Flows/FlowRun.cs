namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Packets in a row of one flow: most traffic comes so, and whose they are is told, hashed and looked for once a run.
/// </summary>
internal struct FlowRun
{
    public FlowKey Key;
    public ulong Hash;

    /// <summary>Index of its first packet; the run goes on to the start of the next.</summary>
    public int Start;

    /// <summary>The flow's record, most likely; -1 for none.</summary>
    public int Record;
}
