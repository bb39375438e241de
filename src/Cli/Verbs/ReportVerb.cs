using System.CommandLine;
using Wiretax.Reporting;
using Wiretax.Sessions;

namespace Wiretax.Cli.Verbs;

/// <summary><c>wiretax report SESSION</c>: writes a session folder's tables, plots and report again.</summary>
internal static class ReportVerb
{
    private static readonly Argument<string> Session = new("session") { Description = "A session folder that 'wiretax run' made." };

    public static Command Build()
    {
        var command = new Command("report", "Write the report of a session folder again.") { Session };
        command.SetAction(arguments =>
        {
            var (folder, record) = SessionFolder.Open(arguments.GetRequiredValue(Session));
            SessionReport.Write(record, folder.Root);
            Console.Error.WriteLine($"wiretax: wrote {Path.Combine(folder.Root, "report.html")}");
            return ExitStatus.Done;
        });
        return command;
    }
}
