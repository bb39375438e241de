namespace Wiretax.Sessions;

/// <summary>Is told how a session goes on. Called from one thread at a time; must return quickly.</summary>
public interface ISessionObserver
{
    void PathBuilding(string path, string step);
    void PathReady(string path, TimeSpan took);
    void PathNotMeasured(string path, string why);

    /// <summary>Something of a path could not be taken down; the sentence says what, and how to remove it.</summary>
    void PathLeft(string path, string why);

    void RunStarting(PlannedRun run, SessionPosition position);
    void RunFinished(PlannedRun run, RunRecord record, TimeSpan took);
}

/// <summary>How far a session has come.</summary>
/// <param name="Run">The run at hand, from 1, warm-up included.</param>
/// <param name="Runs">Runs that are expected in all; grows while the wanted precision is not reached.</param>
/// <param name="Left">Estimated time until the last run has ended.</param>
/// <param name="WidestInterval">
/// Half width of the widest interval of a headline ratio, relative to it; null while unknown or no precision is asked.
/// </param>
public readonly record struct SessionPosition(int Run, int Runs, TimeSpan Left, double? WidestInterval);
