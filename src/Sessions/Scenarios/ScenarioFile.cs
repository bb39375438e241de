using Wiretax.Paths;

namespace Wiretax.Sessions.Scenarios;

/// <summary>Reads a scenario from YAML; every mistake is told with file, line, column and what is allowed.</summary>
public static class ScenarioFile
{
    /// <summary>Every path kind there is; a machine may be unable to build some.</summary>
    private static readonly string[] PathKindNames = [.. PathKinds.All.Select(each => each.Kind)];

    private static readonly string[] Keys =
        ["name", "description", "baseline", "paths", "workloads", "repeat", "warm-up", "control", "without-capture", "snaplen", "seed"];

    /// <summary>What the A/A control's name adds to the baseline's.</summary>
    private const string ControlSuffix = "-again";

    /// <summary>Characters of a session's or a path's name.</summary>
    private const int LongestName = 40;

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
        var baselineName = entries.TryGetValue("baseline", out var baseline) ? baseline.OneOf("path", names) : names[0];
        if (entries.TryGetValue("control", out var control) && control.Flag("control"))
            paths.Add(ControlOf(paths.Find(each => each.Name == baselineName)!, names, control));

        return new Scenario
        {
            Name = entries.TryGetValue("name", out var name) ? FileSafe(name) : FileSafe(Path.GetFileNameWithoutExtension(file)),
            Paths = paths,
            Baseline = baselineName,
            Workloads = ReadWorkloads(Required("workloads")),
            Repeat = entries.TryGetValue("repeat", out var repeat) ? ReadRepetition(repeat) : Repetition.Exactly(1),
            WithoutCapture = entries.TryGetValue("without-capture", out var uncaptured)
                ? uncaptured.Integer("without-capture", 0, Repetition.Most)
                : 0,
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

    private static List<Workload> ReadWorkloads(YamlCursor list)
    {
        var workloads = list.Items().SelectMany(WorkloadReader.Read).ToList();
        return workloads.GroupBy(each => each.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw list.Error($"the workload '{twice.Key}' stands here twice; give it once, with a list of sizes or directions.")
            : workloads;
    }

    private static Repetition ReadRepetition(YamlCursor repeat)
    {
        if (repeat.IsScalar)
            return Repetition.Exactly(repeat.Integer("repeat", 1, Repetition.Most));

        var entries = repeat.Entries("'repeat'", ["minimum", "maximum", "precision", "time-budget"]);
        var minimum = entries.TryGetValue("minimum", out var least) ? least.Integer("minimum", 2, Repetition.Most) : 5;
        return new Repetition
        {
            Minimum = minimum,
            Maximum = entries.TryGetValue("maximum", out var most)
                ? most.Integer("maximum", minimum, Repetition.Most)
                : Math.Min(Repetition.Most, 10 * minimum),
            Precision = entries.TryGetValue("precision", out var precision)
                ? precision.Percentage("precision", 0.1, 100)
                : throw repeat.Error("'precision' is missing, such as 5%; without one, write 'repeat' as a plain number."),
            TimeBudget = entries.TryGetValue("time-budget", out var budget)
                ? budget.Duration("time-budget", TimeSpan.FromSeconds(1), TimeSpan.FromDays(7))
                : null,
        };
    }

    private static ScenarioPath ControlOf(ScenarioPath baseline, List<string> names, YamlCursor control)
    {
        var name = baseline.Name + ControlSuffix;
        return names.Contains(name)
            ? throw control.Error($"the control is named '{name}', and a path has that name already; rename the path.")
            : baseline with { Name = name, ControlOf = baseline.Name };
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

        var named = kindCursor.OneOf("path", PathKindNames);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            if (key is "kind" or "name")
                continue;
            if (PathParameters.Complaint(key, value.Text(), PathKinds.Find(named)) is { } complaint)
                throw value.Error(complaint);
            parameters[key] = value.Text();
        }

        return new ScenarioPath(entries.TryGetValue("name", out var name) ? FileSafe(name) : named, named, parameters);
    }

    /// <summary>The names of a session and of its paths become parts of file names and namespaces.</summary>
    private static string FileSafe(YamlCursor name)
    {
        var text = name.Text();
        return text.Length <= LongestName && text.All(IsFileSafe) && text[0] != '.'
            ? text
            : throw name.Error($"the name '{text}' is not usable; allowed: up to {LongestName} letters, digits, '-', '_' and '.', the first no '.'.");
    }

    /// <summary>A name that was not chosen as one, with '-' for what no name may hold.</summary>
    private static string FileSafe(string text)
    {
        var safe = string.Concat(text.TrimStart('.').Take(LongestName).Select(each => IsFileSafe(each) ? each : '-'));
        return safe.Length > 0 ? safe : "scenario";
    }

    private static bool IsFileSafe(char each) => char.IsAsciiLetterOrDigit(each) || each is '-' or '_' or '.';
}
