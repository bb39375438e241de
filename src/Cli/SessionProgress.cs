using System.Globalization;
using Wiretax.Sessions;

namespace Wiretax.Cli;

/// <summary>
/// Tells on standard error how a session goes on: on a terminal one line that is written over, else a line for each
/// path and each finished run.
/// </summary>
internal sealed class SessionProgress : ISessionObserver, IDisposable
{
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private int _shown;
    private string _counter = "";

    private SessionProgress()
    {
    }

    public static SessionProgress Start() => new();

    public void PathBuilding(string path, string step)
    {
        if (_terminal)
            Over($"{path}: {step} ...");
    }

    public void PathReady(string path, TimeSpan took) => Line($"{path}: ready after {Seconds(took)}");

    public void PathNotMeasured(string path, string why) => Line($"{path}: not measured: {why}");

    public void PathLeft(string path, string why) => Line($"{path}: {why}");

    public void RunStarting(PlannedRun run, SessionPosition position)
    {
        _counter = string.Create(CultureInfo.InvariantCulture, $"[{position.Run}/{position.Runs}]");
        var interval = position.WidestInterval is { } half ? string.Create(CultureInfo.InvariantCulture, $", widest interval ±{half:0.0%}") : "";
        if (_terminal)
            Over($"{_counter} {Name(run)} ... about {Clock(position.Left)} left{interval}");
        else
            Line($"{_counter} {Name(run)} (about {Clock(position.Left)} left{interval})");
    }

    public void RunFinished(PlannedRun run, RunRecord record, TimeSpan took)
    {
        if (!record.Complete)
            Line($"{_counter} {Name(run)}: {string.Join(" ", record.IncompleteReasons)}");
        else if (_terminal)
            Over($"{_counter} {Name(run)}: {Seconds(took)}");
    }

    public void Dispose() => Clear();

    private void Line(string text)
    {
        Clear();
        Console.Error.WriteLine("wiretax: " + text);
    }

    private void Over(string text)
    {
        var width = Math.Max(20, Console.WindowWidth - 1);
        if (text.Length > width)
            text = text[..width];
        Console.Error.Write("\r" + text.PadRight(_shown));
        _shown = text.Length;
    }

    private void Clear()
    {
        if (_shown > 0)
            Console.Error.Write("\r" + new string(' ', _shown) + "\r");
        _shown = 0;
    }

    private static string Name(PlannedRun run) => run.IsWarmUp
        ? $"{run.Path} {run.Workload.Name} {run.Direction}, warm-up"
        : string.Create(CultureInfo.InvariantCulture, $"{run.Path} {run.Workload.Name} {run.Direction}, repetition {run.Block}{(run.Captured ? "" : ", without capture")}");

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    private static string Clock(TimeSpan span) => span < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes}:{span.Seconds:00} min");
}
