using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Wiretax.Agent;
using Wiretax.Capture;
using Wiretax.Generators;
using Wiretax.Paths;
using Wiretax.Sessions;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Cli;

/// <summary>
/// Runs the verb that was asked for. Every failure ends here as one sentence on standard error and an exit status;
/// SIGINT, SIGTERM, SIGQUIT and the SIGHUP of a closed terminal cancel the verb, which takes down what it built before it
/// returns. A signal that is ignored when the program starts (SIGHUP below nohup) stays ignored: .NET leaves it so.
/// </summary>
internal static class Launch
{
    /// <summary>An argument that begins with @ is a name like any other: a capture may be called so.</summary>
    private static readonly ParserConfiguration FilesAsNamed = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        TerminalStream.Attach();
        var parsed = root.Parse(arguments, FilesAsNamed);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Say(error.Message);
            Say($"'{CommandPath(parsed.CommandResult)} --help' lists what is allowed.");
            return ExitStatus.Usage;
        }

        using var interruption = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Cancel);
        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            interruption.Cancel();
        }

        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await parsed.InvokeAsync(invocation, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            return ExitStatus.Interrupted;
        }
        catch (Exception wrongUse) when (wrongUse is ScenarioException or UsageException or CaptureFilterException)
        {
            Say(wrongUse.Message);
            return ExitStatus.Usage;
        }
        catch (Exception expected) when (expected is SessionException or CaptureFormatException or CaptureDeviceException
            or GeneratorException or AgentException or PathException or IOException or UnauthorizedAccessException)
        {
            Say(expected.Message);
            return interruption.IsCancellationRequested ? ExitStatus.Interrupted : ExitStatus.Failed;
        }
        catch (Exception defect)
        {
            var details = Environment.GetEnvironmentVariable("WIRETAX_DEBUG") is null ? defect.Message : defect.ToString();
            Say($"a defect in wiretax itself ({defect.GetType().Name}: {details}); WIRETAX_DEBUG=1 shows where.");
            return ExitStatus.Failed;
        }
    }

    private static void Say(string message) => Console.Error.WriteLine("wiretax: " + message);

    private static string CommandPath(CommandResult command) => command.Parent is CommandResult parent
        ? $"{CommandPath(parent)} {command.Command.Name}"
        : "wiretax";
}
