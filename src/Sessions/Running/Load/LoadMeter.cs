using Wiretax.Agent;
using Wiretax.Generators;
using Wiretax.Paths;

namespace Wiretax.Sessions.Running.Load;

/// <summary>
/// Reads what the machines of a run have done so far, before and after its traffic: this machine, the hypervisors, and
/// through their agents the guests and other machines. An agent that does not answer leaves its figures out.
/// </summary>
/// <param name="patience">For each answer of an agent; null for <see cref="Patience"/>.</param>
internal sealed class LoadMeter(SessionAgents agents, TimeSpan? patience = null)
{
    /// <summary>An agent under full load answers within this, or not at all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Pairs that start at one moment are left alone for this long before it.</summary>
    private static readonly TimeSpan QuietBeforeStart = TimeSpan.FromMilliseconds(30);

    /// <summary>Questions in a row that an agent may leave unanswered before it is no longer asked.</summary>
    private const int MostUnanswered = 2;

    private readonly Dictionary<AgentEnd, int> _unanswered = [];
    private readonly Lock _gate = new();

    /// <summary>
    /// The first reading. Agents are asked at once; this machine's counters are read at once too, or shortly before the
    /// moment that several pairs start at.
    /// </summary>
    /// <param name="pairs">Of the path's pairs, the first so many.</param>
    /// <param name="startAt">
    /// Gives that moment, nanoseconds since the epoch, or null; is asked when the agents have answered.
    /// </param>
    public async Task<LoadReading> BeginAsync(IPath path, int pairs, Func<long?> startAt, CancellationToken cancellation)
    {
        var remote = await AskAsync(path, pairs, cancellation);
        var moment = startAt();
        return new LoadReading(pairs, remote, moment, TakeAtAsync(path, moment, cancellation));
    }

    /// <summary>The second reading, and what lies between both.</summary>
    public async Task<RunLoad> EndAsync(IPath path, LoadReading begun, CancellationToken cancellation)
    {
        var then = await begun.Local;
        var now = LocalReading.Take(path);
        var answers = await Task.WhenAll(begun.Remote.Select(async each => (each, Now: await AskAsync(each.End, cancellation))));
        return new RunLoad
        {
            Seconds = LoadDifference.Seconds(now.Machine.TakenAt - then.Machine.TakenAt),
            Processors = LoadDifference.Processors(then.Machine, now.Machine),
            Interrupts = LoadDifference.Interrupts(then.Machine, now.Machine),
            Hypervisors = LoadDifference.Hypervisors(Active(path, begun.Pairs, then.Hypervisors), now.Hypervisors),
            Agents =
            [
                .. from answer in answers
                   where answer is { Now: not null, each.Counters: not null }
                   select LoadDifference.Agent(answer.each.Side, answer.each.Pair, answer.each.Counters!, answer.Now!),
            ],
        };
    }

    /// <summary>A path of several pairs has a guest for each; the others are paused.</summary>
    private static IReadOnlyList<HypervisorTime> Active(IPath path, int pairs, IReadOnlyList<HypervisorTime> all) =>
        path.Links.Count > 1 ? [.. all.Take(pairs)] : all;

    private static async Task<LocalReading> TakeAtAsync(IPath path, long? startAt, CancellationToken cancellation)
    {
        if (startAt is { } moment)
        {
            var wait = EpochClock.Until(moment) - QuietBeforeStart;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellation);
        }
        return LocalReading.Take(path);
    }

    private async Task<IReadOnlyList<RemoteReading>> AskAsync(IPath path, int pairs, CancellationToken cancellation)
    {
        var ends = from link in path.Links.Take(pairs).Index()
                   from side in new[] { (Name: BottleneckSides.Peer, End: link.Item.Peer), (Name: BottleneckSides.SystemUnderTest, End: link.Item.SystemUnderTest) }
                   where side.End is AgentEnd
                   select (side.Name, Pair: link.Index + 1, End: (AgentEnd)side.End!);
        return await Task.WhenAll(ends.Select(async each =>
            new RemoteReading(each.Name, each.Pair, each.End, await AskAsync(each.End, cancellation))));
    }

    /// <returns>Null when it does not answer.</returns>
    private async Task<AgentCounters?> AskAsync(AgentEnd end, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_unanswered.GetValueOrDefault(end) >= MostUnanswered)
                return null;
        }
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience ?? Patience);
        AgentCounters? answer = null;
        try
        {
            answer = await (await agents.ConnectAsync(end, deadline.Token)).CountersAsync(deadline.Token);
        }
        catch (Exception silent) when (silent is AgentException or SessionException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // Its figures are absent.
        }
        lock (_gate)
            _unanswered[end] = answer is null ? _unanswered.GetValueOrDefault(end) + 1 : 0;
        return answer;
    }
}

/// <summary>The first of a run's two readings.</summary>
/// <param name="StartAt">The moment that the pairs start at, nanoseconds since the epoch; null for at once.</param>
/// <param name="Local">Done when the traffic has begun.</param>
internal sealed record LoadReading(int Pairs, IReadOnlyList<RemoteReading> Remote, long? StartAt, Task<LocalReading> Local);

/// <param name="Counters">Null where the agent did not answer.</param>
internal sealed record RemoteReading(string Side, int Pair, AgentEnd End, AgentCounters? Counters);

/// <summary>This machine and the path's hypervisors, which are processes of it.</summary>
internal sealed record LocalReading(AgentCounters Machine, IReadOnlyList<HypervisorTime> Hypervisors)
{
    public static LocalReading Take(IPath path) => new(OwnMachine.Counters(), path.Hypervisors());
}
