using System.Net;
using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;
using Wiretax.Capture;
using Wiretax.Sessions;
using Wiretax.Sessions.Running;

namespace Wiretax.Cli.Verbs;

/// <summary>The arguments of <c>compare</c> as runs: captures, folders of captures, session folders and their paths.</summary>
internal sealed class CompareInputs(IPAddress? local, CancellationToken cancellation)
{
    private static readonly string[] CaptureNames = [".pcap", ".pcapng", ".cap", ".pcap.gz", ".pcapng.gz", ".pcap.zst", ".pcapng.zst", ".pcap.lz4", ".pcapng.lz4"];

    private readonly List<MeasuredRun> _runs = [];
    private readonly HashSet<string> _names = [];

    public IReadOnlyList<MeasuredRun> Runs => _runs;
    public string? Baseline { get; private set; }
    public string? Control { get; private set; }

    /// <summary>Reads all arguments, the baseline first.</summary>
    /// <exception cref="UsageException">They cannot be compared.</exception>
    public void Read(IReadOnlyList<string> arguments)
    {
        var sessions = arguments.Select(SessionArgument.Find).ToList();
        var roots = sessions.Select(each => each?.Root).Distinct().ToList();
        if (roots is [{ } only])
        {
            ReadOneSession(only, [.. sessions.Select(each => each!)]);
            return;
        }
        if (arguments.Count < 2)
            throw new UsageException($"'{arguments[0]}' is compared with nothing; name a candidate too (a session folder may stand alone).");

        var shared = arguments.Select(ShortName).GroupBy(each => each).Where(each => each.Count() > 1).Select(each => each.Key).ToHashSet();
        for (var at = 0; at < arguments.Count; at++)
        {
            var shortName = ShortName(arguments[at]);
            if (sessions[at] is { } session)
                ReadSession(session, isBaseline: at == 0);
            else
                ReadCaptures(arguments[at], Name(shared.Contains(shortName) ? arguments[at] : shortName));
        }
        AlignDirections();
    }

    /// <summary>Paths of one session keep their names and their blocks.</summary>
    private void ReadOneSession(string root, IReadOnlyList<SessionArgument> arguments)
    {
        var record = SessionFolder.Open(root).Record;
        var paths = arguments.Where(each => each.Path is not null).Select(each => each.Path!).ToList();
        foreach (var path in paths)
            RequirePath(record, root, path);
        Baseline = arguments[0].Path ?? record.Baseline;
        RequirePath(record, root, Baseline);
        var isWhole = arguments.Any(each => each.Path is null && (arguments.Count == 1 || each != arguments[0])) || arguments.Count == 1;
        _runs.AddRange(SessionComparison.Measured(record.Runs).Where(run => isWhole || run.Path == Baseline || paths.Contains(run.Path)));
        Control = record.Paths.FirstOrDefault(each => each.ControlOf == Baseline)?.Name;
    }

    /// <summary>Runs of different sessions share no block: they are independent samples.</summary>
    private void ReadSession(SessionArgument session, bool isBaseline)
    {
        var record = SessionFolder.Open(session.Root).Record;
        var path = session.Path ?? (isBaseline ? record.Baseline : null);
        if (path is not null)
            RequirePath(record, session.Root, path);
        foreach (var group in SessionComparison.Measured(record.Runs).Where(run => path is null || run.Path == path).GroupBy(run => run.Path))
        {
            var name = Name($"{session.Root}:{group.Key}");
            Baseline ??= name;
            _runs.AddRange(group.Select(run => run with { Path = name, Block = 0 }));
        }
    }

    private void ReadCaptures(string argument, string name)
    {
        var files = Directory.Exists(argument) ? CapturesIn(argument) : [argument];
        Baseline ??= name;
        foreach (var file in files)
        {
            using var source = CaptureFile.Open(file);
            var summary = CaptureAnalyzer.Analyze(source, new AnalysisOptions { Files = [file], Local = local }, cancellation: cancellation);
            _runs.Add(new MeasuredRun(name, Workloads.Capture, PayloadDirection(summary), Block: 0, summary.Complete, summary));
        }
    }

    private static List<string> CapturesIn(string folder)
    {
        var files = Directory.EnumerateFiles(folder)
            .Where(file => Array.Exists(CaptureNames, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? files
            : throw new UsageException($"The folder '{folder}' holds neither a session.json nor captures ({string.Join(", ", CaptureNames.Take(3))} ...).");
    }

    private static string PayloadDirection(CaptureSummary summary)
    {
        var application = summary.Layer("application");
        return application.Rx.Bytes > application.Tx.Bytes ? "rx" : "tx";
    }

    /// <summary>Captures are compared as they were brought, whichever end each of them takes for the local one.</summary>
    private void AlignDirections()
    {
        var direction = _runs.Find(run => run.Workload == Workloads.Capture)?.Direction;
        for (var at = 0; at < _runs.Count; at++)
        {
            if (_runs[at].Workload == Workloads.Capture)
                _runs[at] = _runs[at] with { Direction = direction! };
        }
    }

    private static void RequirePath(SessionRecord record, string root, string path)
    {
        var measured = record.Runs.Select(run => run.Path).Distinct().ToList();
        if (!measured.Contains(path))
        {
            var why = record.Paths.FirstOrDefault(each => each.Name == path)?.Why;
            throw new UsageException($"The session '{root}' has no runs of a path '{path}'{(why is null ? "" : $" ({why})")}; it has: {string.Join(", ", measured)}.");
        }
    }

    private static string ShortName(string argument) => Path.GetFileName(Path.TrimEndingDirectorySeparator(argument));

    private string Name(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_names.Add(name); number++)
            name = $"{wanted} ({number})";
        return name;
    }
}

/// <summary>A session folder, or one path of it as <c>FOLDER:PATH</c>.</summary>
internal sealed record SessionArgument(string Root, string? Path)
{
    /// <returns>Null where the argument is no session.</returns>
    public static SessionArgument? Find(string argument)
    {
        if (IsSession(argument))
            return new(argument, null);
        var colon = argument.LastIndexOf(':');
        return colon > 0 && IsSession(argument[..colon]) ? new(argument[..colon], argument[(colon + 1)..]) : null;
    }

    private static bool IsSession(string path) =>
        File.Exists(System.IO.Path.Combine(path, SessionFolder.RecordName))
        || (System.IO.Path.GetFileName(path) == SessionFolder.RecordName && File.Exists(path));
}
