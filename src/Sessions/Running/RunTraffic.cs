using System.Globalization;
using Wiretax.Agent;
using Wiretax.Generators;
using Wiretax.Paths;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>
/// Makes the traffic of one run: a generator for each pair, as a process of the end's namespace or through the agent
/// at it. Several pairs start at one moment.
/// </summary>
internal sealed class RunTraffic(string program, SessionAgents agents)
{
    /// <summary>A run may take this much longer than its traffic can, before it is given up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FailureCheck = TimeSpan.FromMilliseconds(200);

    /// <summary>Time for the generators to start and connect before the common moment, for each pair and in all.</summary>
    private static readonly TimeSpan LeadPerPair = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(400);

    /// <summary>The moment to start at, from now; null for a workload that starts by itself.</summary>
    public static long? StartOf(Workload workload) =>
        workload is TcpWorkload { SideBySide: { } pairs } ? EpochClock.In(Lead + pairs * LeadPerPair) : null;

    /// <summary>
    /// Reads the clocks of the agents that start at a moment, before that moment is set: a guest that was paused since the
    /// last run has lost that time.
    /// </summary>
    /// <exception cref="SessionException">An agent cannot be reached, or does not answer.</exception>
    public async Task ReadClocksAsync(IPath path, PlannedRun run, CancellationToken cancellation)
    {
        if (run.Workload is not TcpWorkload { SideBySide: not null })
            return;
        foreach (var link in path.Links.Take(run.Workload.Pairs))
        {
            if (GeneratorEnd(link, run) is not AgentEnd end)
                continue;
            var agent = await agents.ConnectAsync(end, cancellation);
            try
            {
                await agent.ReadClockAsync(cancellation);
            }
            catch (AgentException failed)
            {
                throw new SessionException(failed.Message);
            }
        }
    }

    /// <param name="startAt">As <see cref="StartOf"/> gave it.</param>
    /// <exception cref="SessionException">A generator failed, had not ended in time, or the path broke.</exception>
    public async Task<GeneratorOutcome> SendAsync(IPath path, PlannedRun run, long? startAt, CancellationToken cancellation)
    {
        var links = path.Links.Take(run.Workload.Pairs).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var limit = run.Workload.LongestDuration + Grace;
        stop.CancelAfter(limit);
        using var ended = new CancellationTokenSource();
        var watch = WatchAsync(path, stop, ended.Token);
        try
        {
            return new GeneratorOutcome(await Task.WhenAll(links.Select(link => SendAsync(link, run, startAt, stop))));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SessionException(path.Failure
                ?? $"The {run.Workload.Name} generator had not ended after {limit.TotalSeconds:0} s.");
        }
        catch (SessionException) when (path.Failure is { } why)
        {
            throw new SessionException(why);
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
        }
    }

    /// <summary>Ends the traffic of all pairs when the path breaks: what is gone would be waited for in vain.</summary>
    private static async Task WatchAsync(IPath path, CancellationTokenSource stop, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(FailureCheck);
        try
        {
            while (path.Failure is null)
                await timer.WaitForNextTickAsync(ended);
            await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The traffic has ended.
        }
    }

    private static PathEnd? GeneratorEnd(PathLink link, PlannedRun run) =>
        run.Workload.StartsAtSystemUnderTest(run.Direction) ? link.SystemUnderTest : link.Peer;

    private async Task<GeneratorResult> SendAsync(PathLink link, PlannedRun run, long? startAt, CancellationTokenSource stop)
    {
        try
        {
            return GeneratorEnd(link, run) switch
            {
                LocalEnd local => await SendAsync(local, link, run, startAt, stop.Token),
                AgentEnd agent => await SendAsync(agent, link, run, startAt, stop.Token),
                _ => throw new SessionException($"Nothing can be started at the system under test of '{run.Path}'."),
            };
        }
        catch (SessionException)
        {
            // The other pairs would wait for this one.
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task<GeneratorResult> SendAsync(LocalEnd end, PathLink link, PlannedRun run, long? startAt, CancellationToken cancellation)
    {
        string[] barrier = startAt is { } moment ? ["--start-at", moment.ToString(CultureInfo.InvariantCulture)] : [];
        await using var generator = new ChildProgram(end.Start(program,
            ["generate", .. run.Workload.GeneratorArguments(link, run.Direction), .. barrier, "--format", "json"]));
        var output = await generator.ReadToEndAsync(cancellation);
        return await generator.WaitAsync(cancellation) == 0
            ? GeneratorOutcome.Parse(run.Workload, output)
            : throw new SessionException(generator.LastError ?? $"The {run.Workload.Name} generator failed and gave no reason.");
    }

    private async Task<GeneratorResult> SendAsync(AgentEnd end, PathLink link, PlannedRun run, long? startAt, CancellationToken cancellation)
    {
        var agent = await agents.ConnectAsync(end, cancellation);
        try
        {
            return await agent.GenerateAsync(run.Workload.AtAgent(link, run.Direction), startAt, accepted: null, cancellation);
        }
        catch (AgentException failed)
        {
            throw new SessionException(failed.Message);
        }
    }
}
