namespace Wiretax.Sessions.Running.Load;

/// <summary>CPU time of a run by side, from what is known of its processes.</summary>
internal static class CpuSides
{
    /// <param name="generator">Of the generators; null where one of them does not know.</param>
    /// <param name="server">Of the servers' processes at the system under test; null where they are none of this machine.</param>
    /// <param name="isGeneratedUnderTest">The generators are at the system under test, and the peer only answers.</param>
    public static CpuSeconds CpuBySide(this RunLoad load, double? generator, double? server, bool isGeneratedUnderTest)
    {
        var hypervisor = load.Hypervisors.Count == 0 ? null : load.Hypervisors.Aggregate((double?)0, (sum, each) => sum + each.Seconds);
        var underTest = server ?? (load.Hypervisors.Count == 0 ? OwnSeconds(load) : null);
        return isGeneratedUnderTest
            // What another machine's agent spent holds its generator's; a process of this machine's has its own clock.
            ? new CpuSeconds(null, server is null ? underTest ?? generator : server + generator, hypervisor)
            : new CpuSeconds(generator, underTest, hypervisor);
    }

    /// <summary>Of the agents at the system under test, which serve and send there; null without one.</summary>
    private static double? OwnSeconds(RunLoad load) =>
        load.Agents.Where(each => each.Side == BottleneckSides.SystemUnderTest).Select(each => (double?)each.OwnSeconds)
            .Aggregate((double?)null, (sum, each) => (sum ?? 0) + each);
}
