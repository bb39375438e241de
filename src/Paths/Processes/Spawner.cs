using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Wiretax.Paths.Processes;

/// <summary>
/// Starts processes from one thread that lives as long as this process. A child's parent-death signal
/// (prctl(2), PR_SET_PDEATHSIG) is sent when the <em>thread</em> that started it ends, so a thread of the pool would
/// end children at any moment.
/// </summary>
internal static class Spawner
{
    private static readonly BlockingCollection<Action> Work = StartThread();

    /// <summary>Starts a process that is killed when this one ends, however it ends.</summary>
    /// <exception cref="PathException">There is no such program, or it may not be run.</exception>
    public static Process StartBound(ProcessStartInfo start)
    {
        var bound = new ProcessStartInfo(Tool.Locate("setpriv"))
        {
            RedirectStandardInput = start.RedirectStandardInput,
            RedirectStandardOutput = start.RedirectStandardOutput,
            RedirectStandardError = start.RedirectStandardError,
            WorkingDirectory = start.WorkingDirectory,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])["--pdeathsig", "KILL", start.FileName, .. start.ArgumentList])
            bound.ArgumentList.Add(argument);

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(bound)!);
            }
            catch (Win32Exception refused)
            {
                started.SetException(new PathException($"'{start.FileName}' cannot be started: {refused.Message}."));
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> StartThread()
    {
        var work = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var each in work.GetConsumingEnumerable())
                each();
        })
        { IsBackground = true, Name = "spawner" }.Start();
        return work;
    }
}
