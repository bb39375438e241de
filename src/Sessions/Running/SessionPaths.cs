using System.Diagnostics;
using Wiretax.Generators;
using Wiretax.Paths;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>The paths of a session: built at its start, taken down when this is disposed.</summary>
internal sealed class SessionPaths(Scenario scenario, SessionSettings settings, ISessionObserver observer) : IAsyncDisposable
{
    private readonly List<IPath> _built = [];
    private readonly Dictionary<string, string> _notMeasured = [];

    public bool AnyBuilt => _built.Count > 0;

    /// <summary>The paths that runs can be made on, a control under its own name among them.</summary>
    public IReadOnlyList<string> MeasuredNames => [.. scenario.Paths.Where(each => Find(each) is not null).Select(each => each.Name)];

    /// <param name="name">One of <see cref="MeasuredNames"/>.</param>
    public IPath Get(string name) => Find(scenario.Paths.First(each => each.Name == name))!;

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

    /// <summary>Builds what can be built; a path that cannot be is told to the observer and left out.</summary>
    public async Task BuildAsync(CancellationToken cancellation)
    {
        foreach (var path in scenario.Paths.Where(each => each.ControlOf is null))
        {
            var began = Stopwatch.GetTimestamp();
            if (await TryBuildAsync(path, cancellation) is { } why)
            {
                _notMeasured[path.Name] = why;
                observer.PathNotMeasured(path.Name, why);
            }
            else
            {
                observer.PathReady(path.Name, Stopwatch.GetElapsedTime(began));
            }
        }
    }

    private IPath? Find(ScenarioPath path) => _built.FirstOrDefault(each => each.Name == (path.ControlOf ?? path.Name));

    /// <returns>Null when it was built, else why not.</returns>
    private async Task<string?> TryBuildAsync(ScenarioPath path, CancellationToken cancellation)
    {
        observer.PathBuilding(path.Name, "checking what this machine can do");
        var kind = PathKinds.Find(path.Kind)!;

        var availability = await kind.CheckAsync(cancellation);
        if (!availability.Available)
            return $"{availability.Why} {availability.Remedy}".Trim();

        try
        {
            _built.Add(await kind.BuildAsync(new PathRequest
            {
                Name = path.Name,
                Parameters = path.Parameters,
                Server = new ServerCommand(settings.Program, ["serve"]) { Ports = [GeneratorPorts.Http, GeneratorPorts.Tcp] },
                Progress = step => observer.PathBuilding(path.Name, step),
            }, cancellation));
            return null;
        }
        catch (PathException failed)
        {
            return failed.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var path in Enumerable.Reverse(_built))
            await path.DisposeAsync();
        _built.Clear();
    }
}
