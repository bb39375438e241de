using Wiretax.Paths;

namespace Wiretax.Sessions.Scenarios;

/// <summary>Reads a scenario from YAML; every mistake is told with file, line, column and what is allowed.</summary>
public static class ScenarioFile
{
    /// <summary>Every path kind there is; a machine may be unable to build some.</summary>
    public static readonly IReadOnlyList<string> PathKindNames =
    [
        "host", "container", "vm-bridged", "vm-nat", "vm-host-only", "vm-to-vm", "uml-bridged", "vxlan", "remote",
    ];

    private static readonly string[] Keys =
        ["name", "description", "baseline", "paths", "workloads", "repeat", "warm-up", "snaplen", "seed"];

    /// <exception cref="ScenarioException">The file cannot be read or holds a mistake.</exception>
    public static Scenario Load(string file)
    {
        try
        {
            using var text = File.OpenText(file);
            return Read(file, text);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"Cannot read the scenario '{file}': {unreadable.Message}");
        }
    }

    /// <param name="file">Name of the file, for messages.</param>
    public static Scenario Read(string file, TextReader text)
    {
        var root = YamlCursor.Load(file, text);
        var entries = root.Entries("a scenario", Keys);

        var paths = Required("paths").Items().Select(ReadPath).ToList();
        if (paths.GroupBy(each => each.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Required("paths").Error($"the path name '{twice.Key}' is used twice; give one of them another 'name'.");

        var names = paths.ConvertAll(each => each.Name);
        return new Scenario
        {
            Name = entries.TryGetValue("name", out var name) ? name.Text() : Path.GetFileNameWithoutExtension(file),
            Paths = paths,
            Baseline = entries.TryGetValue("baseline", out var baseline) ? baseline.OneOf("path", names) : names[0],
            Workloads = [.. Required("workloads").Items().Select(WorkloadReader.Read)],
            Repeat = entries.TryGetValue("repeat", out var repeat) ? repeat.Integer("repeat", 1, 1000) : 1,
            WarmUp = entries.TryGetValue("warm-up", out var warmUp) ? warmUp.Integer("warm-up", 0, 100) : 1,
            SnapLength = entries.TryGetValue("snaplen", out var snaplen)
                ? snaplen.Integer("snaplen", 64, 262144)
                : Scenario.DefaultSnapLength,
            Seed = entries.TryGetValue("seed", out var seed) ? (ulong)seed.Integer("seed", 0, int.MaxValue) : null,
        };

        YamlCursor Required(string key) =>
            entries.TryGetValue(key, out var value) && value.Items().Count > 0
                ? value
                : throw root.Error($"'{key}' is missing; a scenario has 'paths' and 'workloads', a list each.");
    }

    private static ScenarioPath ReadPath(YamlCursor path)
    {
        if (path.IsScalar)
        {
            var kind = path.OneOf("path", PathKindNames);
            return new ScenarioPath(kind, kind, new Dictionary<string, string>());
        }

        var entries = path.Entries("a path", ["kind", "name", .. PathParameters.Names]);
        if (!entries.TryGetValue("kind", out var kindCursor))
            throw path.Error($"a path has a 'kind'; allowed: {string.Join(", ", PathKindNames)}.");

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            if (key is "kind" or "name")
                continue;
            if (PathParameters.Complaint(key, value.Text()) is { } complaint)
                throw value.Error(complaint);
            parameters[key] = value.Text();
        }

        var named = kindCursor.OneOf("path", PathKindNames);
        return new ScenarioPath(entries.TryGetValue("name", out var name) ? FileSafe(name) : named, named, parameters);
    }

    /// <summary>A path's name becomes part of file names and namespaces.</summary>
    private static string FileSafe(YamlCursor name)
    {
        var text = name.Text();
        return text.Length <= 40 && text.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_' or '.') && text[0] != '.'
            ? text
            : throw name.Error($"the name '{text}' is not usable; allowed: up to 40 letters, digits, '-', '_' and '.'.");
    }
}
