using System.Diagnostics;
using System.Globalization;
using Wiretax.Agent;
using Wiretax.Generators;
using Wiretax.Paths;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>The paths of a session: built at its start, side by side; taken down when this is disposed.</summary>
internal sealed class SessionPaths(Scenario scenario, SessionSettings settings, SessionAgents agents, ISessionObserver observer) : IAsyncDisposable
{
    private readonly List<IPath> _built = [];
    private readonly Dictionary<string, string> _notMeasured = [];
    private readonly Lock _gate = new();

    public bool AnyBuilt => _built.Count > 0;

    /// <summary>The paths that runs can be made on, a control under its own name among them.</summary>
    public IReadOnlyList<string> MeasuredNames => [.. scenario.Paths.Where(each => Find(each) is not null).Select(each => each.Name)];

    /// <param name="name">One of <see cref="MeasuredNames"/>.</param>
    public IPath Get(string name) => Find(scenario.Paths.First(each => each.Name == name))!;

    /// <summary>Whether a path carries a workload in a direction, with as many pairs as it has.</summary>
    public bool Carries(string path, Workload workload, string direction) =>
        Get(path) is var built && built.WhyNotCarried(workload.Kind, direction) is null && built.Links.Count >= workload.Pairs;

    /// <summary>Why there is nothing to measure, where <see cref="Carries"/> is never true.</summary>
    public string NothingCarried
    {
        get
        {
            var asked = from workload in scenario.Workloads
                        from direction in workload.Directions
                        select $"{workload.Name} {direction}";
            var reasons = from path in _built
                          from workload in scenario.Workloads
                          from direction in workload.Directions
                          select $"{path.Name}: {path.WhyNotCarried(workload.Kind, direction) ?? $"it has fewer pairs than {workload.Name} needs"}";
            return $"None of the paths carries {string.Join(", ", asked)} ({string.Join("; ", reasons.Distinct())}); add a path, a workload or a direction that is carried.";
        }
    }

    public IReadOnlyList<PathRecord> Records =>
    [
        .. from path in scenario.Paths
           let built = Find(path)
           select new PathRecord
           {
               Name = path.Name,
               Kind = path.Kind,
               ControlOf = path.ControlOf,
               Measured = built is not null,
               Why = built is null ? _notMeasured.GetValueOrDefault(path.ControlOf ?? path.Name, "the session ended before it was built") : null,
               Configuration = built?.Describe() ?? new Dictionary<string, string?>(),
           },
    ];

    /// <summary>
    /// Builds what can be built, as many paths side by side as there are processors; one that cannot be built is told to
    /// the observer and left out.
    /// </summary>
    public async Task BuildAsync(CancellationToken cancellation)
    {
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        await Parallel.ForEachAsync(scenario.Paths.Where(each => each.ControlOf is null), sideBySide, async (path, token) =>
        {
            var began = Stopwatch.GetTimestamp();
            var why = await TryBuildAsync(path, token);
            lock (_gate)
            {
                if (why is null)
                {
                    observer.PathReady(path.Name, Stopwatch.GetElapsedTime(began));
                    return;
                }
                LeaveOut(path.Name, why);
            }
        });
        foreach (var path in _built.ToList())
            await PauseAsync(path, cancellation);
    }

    /// <summary>Lets the guests that have a part in a run go on, and pauses all others.</summary>
    /// <exception cref="PathException">A hypervisor does not answer.</exception>
    public async Task ActivateAsync(PlannedRun run, CancellationToken cancellation)
    {
        var active = Get(run.Path);
        foreach (var path in _built)
            await path.ActivateAsync(path == active ? run.Workload.Pairs : 0, cancellation);
    }

    /// <summary>Pauses a path's guests until its first run; one whose guests cannot be paused would disturb all others and is left out.</summary>
    private async Task PauseAsync(IPath path, CancellationToken cancellation)
    {
        try
        {
            await path.ActivateAsync(0, cancellation);
        }
        catch (PathException failed)
        {
            _built.Remove(path);
            await TakeDownAsync(path);
            LeaveOut(path.Name, failed.Message);
        }
    }

    private void LeaveOut(string path, string why)
    {
        _notMeasured[path] = why;
        observer.PathNotMeasured(path, why);
    }

    private IPath? Find(ScenarioPath path) => _built.FirstOrDefault(each => each.Name == (path.ControlOf ?? path.Name));

    /// <returns>Null when it was built, else why not.</returns>
    private async Task<string?> TryBuildAsync(ScenarioPath path, CancellationToken cancellation)
    {
        Report("checking what this machine can do");
        var kind = PathKinds.Find(path.Kind)!;
        try
        {
            var availability = await PathKinds.CheckAsync(kind, cancellation);
            if (!availability.Available)
                return $"{availability.Why} {availability.Remedy}".Trim();

            var built = await BuildAsync(path, kind, Report, cancellation);
            lock (_gate)
                _built.Add(built);
            return null;
        }
        catch (Exception failed) when (failed is PathException or AgentException or SessionException)
        {
            return failed.Message;
        }

        void Report(string step)
        {
            lock (_gate)
                observer.PathBuilding(path.Name, step);
        }
    }

    /// <returns>The path, with a server at each of its systems under test.</returns>
    private async Task<IPath> BuildAsync(ScenarioPath path, IPathKind kind, Action<string> report, CancellationToken cancellation)
    {
        var built = await kind.BuildAsync(new PathRequest
        {
            Name = path.Name,
            Parameters = path.Parameters,
            Servers = [.. Enumerable.Range(0, Math.Min(scenario.Pairs, kind.MostPairs)).Select(Server)],
            Agent = kind.UsesAgent ? agents.Command : null,
            Progress = report,
        }, cancellation);
        try
        {
            await agents.ServeAsync(built, cancellation);
            return built;
        }
        catch
        {
            await TakeDownAsync(built);
            throw;
        }
    }

    /// <summary>A server for each pair, each at ports of its own.</summary>
    private ServerCommand Server(int pair)
    {
        var (http, tcp) = (GeneratorPorts.Http + pair, GeneratorPorts.Tcp + pair);
        return new ServerCommand(settings.Program, ["serve", "--http-port", Text(http), "--tcp-port", Text(tcp)]) { HttpPort = http, TcpPort = tcp };

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var path in Enumerable.Reverse(_built))
            await TakeDownAsync(path);
        _built.Clear();
    }

    /// <summary>What cannot be taken down is told, and costs nothing that was measured.</summary>
    private async Task TakeDownAsync(IPath path)
    {
        try
        {
            await path.DisposeAsync();
        }
        catch (PathException left)
        {
            lock (_gate)
                observer.PathLeft(path.Name, left.Message);
        }
    }
}
