using Spectre.Console;
using Wiretax.Sessions;

namespace Wiretax.Reporting
{
    /// <summary>Writes a session's tables, plots and reports into its folder.</summary>
    public static class SessionReport
    {
        public static void Write(SessionRecord record, string folder) => throw new NotImplementedException();
    }
}

namespace Wiretax.Reporting.Terminal
{
    /// <summary>A session on the terminal: verdicts first, then the layer tables.</summary>
    public static class SessionConsole
    {
        public static void Render(SessionRecord record, IAnsiConsole console) => throw new NotImplementedException();
    }
}
