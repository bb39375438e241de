namespace Wiretax.Sessions;

/// <summary>Is told how a session goes on. Called from one thread at a time; must return quickly.</summary>
public interface ISessionObserver
{
    void PathBuilding(string path, string step);
    void PathReady(string path, TimeSpan took);
    void PathNotMeasured(string path, string why);

    /// <param name="left">Estimated time until the last run has ended.</param>
    void RunStarting(PlannedRun run, int number, int of, TimeSpan left);
    void RunFinished(PlannedRun run, RunRecord record, TimeSpan took);
}
