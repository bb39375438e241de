using System.Runtime.InteropServices;

namespace Wiretax.Cli;

/// <summary>Standard input as a sign that whoever started the program is done with it.</summary>
internal static partial class StandardInput
{
    private const int Descriptor = 0;
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>Reads on a thread of its own until it closes; at once when it was closed from the start.</summary>
    public static Task ClosesAsync() => WasPassedOn() ? Task.Factory.StartNew(
        ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default) : Task.CompletedTask;

    private static void ReadToEnd()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[64];
        while (input.Read(ignored) > 0)
        {
        }
    }

    /// <summary>
    /// Where the descriptor was closed (<c>&lt;&amp;-</c> in a shell), .NET opens a file of its own there (/dev/urandom),
    /// which never ends. What an exec passed on is not to be closed by the next (fcntl(2)), and .NET's own files are.
    /// </summary>
    private static bool WasPassedOn() =>
        OperatingSystem.IsWindows() || (Control(Descriptor, GetDescriptorFlags) is var flags and >= 0 && (flags & CloseOnExec) == 0);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command);
}
