using System.Runtime.InteropServices;

namespace Wiretax.Paths.Processes;

internal static partial class Signals
{
    private const int Kill9 = 9;
    private const int Term = 15;

    /// <summary>Asks a process to end; nothing happens when it is gone.</summary>
    public static void Terminate(int pid) => _ = Send(pid, Term);

    /// <summary>Ends a process; nothing happens when it is gone.</summary>
    public static void Kill(int pid) => _ = Send(pid, Kill9);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int pid, int signal);
}
