using System.Runtime.InteropServices;

namespace Wiretax.Paths.Processes;

internal static partial class Signals
{
    private const int Kill9 = 9;
    private const int Term = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>Asks a process to end; nothing happens when it is gone.</summary>
    public static void Terminate(int pid) => _ = Send(pid, Term);

    /// <summary>Ends a process; nothing happens when it is gone.</summary>
    public static void Kill(int pid) => _ = Send(pid, Kill9);

    /// <summary>Halts a process where it is; nothing happens when it is gone.</summary>
    public static void Pause(int pid) => _ = Send(pid, Stop);

    /// <summary>Lets a halted process go on; nothing happens when it is gone.</summary>
    public static void Resume(int pid) => _ = Send(pid, Continue);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int pid, int signal);
}
