using Microsoft.Data.Analysis;
using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Tables;

/// <summary>
/// What the machines of each run did, one row an observation. <c>machine</c> is <c>session</c> for the machine that the
/// session ran on, else the side whose agent read its own counters, with its pair.
/// </summary>
internal static class LoadTables
{
    private const string Session = "session";

    /// <summary>One row a run, machine and processor: seconds in each state between two readings.</summary>
    public static DataFrame Processors(SessionRecord record)
    {
        var rows = from run in record.Runs
                   where run.Load is not null
                   from machine in Machines(run.Load!)
                   from processor in machine.Processors
                   select (Run: run, Machine: machine, Processor: processor);
        return SessionTables.OfRuns([.. rows], row => row.Run)
            .Text("machine", row => row.Machine.Side)
            .Whole("pair", row => row.Machine.Pair)
            .Number("reading_seconds", row => row.Machine.Seconds)
            .Whole("processor", row => row.Processor.Processor)
            .Number("user_seconds", row => row.Processor.User)
            .Number("system_seconds", row => row.Processor.System)
            .Number("softirq_seconds", row => row.Processor.SoftInterrupt)
            .Number("interrupt_seconds", row => row.Processor.Interrupt)
            .Number("steal_seconds", row => row.Processor.Steal)
            .Number("idle_seconds", row => row.Processor.Idle)
            .Build();
    }

    /// <summary>One row a run, machine, interrupt and processor.</summary>
    public static DataFrame Interrupts(SessionRecord record)
    {
        var rows = from run in record.Runs
                   where run.Load is not null
                   from machine in Machines(run.Load!)
                   from interrupt in machine.Interrupts
                   from count in interrupt.ByProcessor.Index()
                   select (Run: run, Machine: machine, Interrupt: interrupt, Processor: count.Index, Count: count.Item);
        return SessionTables.OfRuns([.. rows], row => row.Run)
            .Text("machine", row => row.Machine.Side)
            .Whole("pair", row => row.Machine.Pair)
            .Text("interrupt", row => row.Interrupt.Name)
            .Text("description", row => row.Interrupt.Description)
            .Text("affinity", row => row.Interrupt.Affinity)
            .Whole("processor", row => row.Processor)
            .Whole("count", row => row.Count)
            .Build();
    }

    /// <summary>One row a run, machine with an agent, and interface that carried anything.</summary>
    public static DataFrame Interfaces(SessionRecord record)
    {
        var rows = from run in record.Runs
                   from agent in run.Load?.Agents ?? []
                   from carried in agent.Interfaces
                   select (Run: run, Agent: agent, Interface: carried);
        return SessionTables.OfRuns([.. rows], row => row.Run)
            .Text("machine", row => row.Agent.Side)
            .Whole("pair", row => row.Agent.Pair)
            .Text("interface", row => row.Interface.Name)
            .Whole("received_frames", row => row.Interface.ReceivedPackets)
            .Whole("received_bytes", row => row.Interface.ReceivedBytes)
            .Whole("received_errors", row => row.Interface.ReceivedErrors)
            .Whole("received_drops", row => row.Interface.ReceivedDrops)
            .Whole("sent_frames", row => row.Interface.SentPackets)
            .Whole("sent_bytes", row => row.Interface.SentBytes)
            .Whole("sent_errors", row => row.Interface.SentErrors)
            .Whole("sent_drops", row => row.Interface.SentDrops)
            .Build();
    }

    /// <summary>One row a run and guest: CPU of its hypervisor.</summary>
    public static DataFrame Hypervisors(SessionRecord record)
    {
        var rows = from run in record.Runs
                   from hypervisor in run.Load?.Hypervisors ?? []
                   select (Run: run, Hypervisor: hypervisor);
        return SessionTables.OfRuns([.. rows], row => row.Run)
            .Whole("guest", row => row.Hypervisor.Guest)
            .Number("cpu_seconds", row => row.Hypervisor.Seconds)
            .Number("user_seconds", row => row.Hypervisor.UserSeconds)
            .Number("system_seconds", row => row.Hypervisor.SystemSeconds)
            .Number("busiest_thread_seconds", row => row.Hypervisor.BusiestThreadSeconds)
            .Build();
    }

    /// <summary>One row a run and pair that ran side by side.</summary>
    public static DataFrame Pairs(SessionRecord record)
    {
        var rows = from run in record.Runs
                   from pair in run.PairRecords.Index()
                   select (Run: run, Number: pair.Index + 1, Pair: pair.Item);
        return SessionTables.OfRuns([.. rows], row => row.Run)
            .Whole("pair", row => row.Number)
            .Text("peer", row => row.Pair.Peer)
            .Text("system_under_test", row => row.Pair.SystemUnderTest)
            .Number("start_seconds", row => row.Pair.StartSeconds)
            .Number("active_seconds", row => row.Pair.ActiveSeconds)
            .Number("goodput_bits_per_second", row => row.Pair.GoodputBitsPerSecond)
            .Number("cpu_peer_seconds", row => row.Pair.PeerCpuSeconds)
            .Build();
    }

    /// <summary>One row a path, direction and number of pairs, as the report shows it.</summary>
    public static DataFrame ScaleOut(SessionRecord record)
    {
        var rows = from scaled in ScaleOutFigures.Of(SessionFigures.Of(record))
                   from row in scaled.Rows
                   select (Group: scaled, Row: row);
        return new TableBuilder<(ScaleOutGroup Group, ScaleOutFigure Row)>([.. rows])
            .Text("workload", row => row.Group.Name)
            .Text("direction", row => row.Group.Direction)
            .Text("path", row => row.Row.Path)
            .Whole("pairs", row => row.Row.Pairs)
            .Whole("runs", row => row.Row.Runs)
            .Number("goodput_bits_per_second", row => row.Row.Goodput)
            .Number("wire_bits_per_second", row => row.Row.Wire)
            .Number("share_of_wire", row => row.Row.ShareOfWire)
            .Number("wire_payload_bits_per_second", row => row.Row.WirePayload)
            .Number("share_of_wire_payload", row => row.Row.ShareOfPayload)
            .Number("fairness", row => row.Row.Fairness)
            .Number("worst_start_skew_seconds", row => row.Row.WorstSkew)
            .Text("bottleneck", row => row.Row.Bottleneck?.Side)
            .Text("bottleneck_evidence", row => row.Row.Bottleneck?.Why)
            .Build();
    }

    private static IEnumerable<MachineRow> Machines(RunLoad load) =>
    [
        new MachineRow(Session, null, load.Seconds, load.Processors, load.Interrupts),
        .. load.Agents.Select(each => new MachineRow(each.Side, each.Pair, each.Seconds, each.Processors, each.Interrupts)),
    ];

    private sealed record MachineRow(
        string Side, long? Pair, double Seconds, IReadOnlyList<ProcessorLoad> Processors, IReadOnlyList<InterruptLoad> Interrupts);
}
