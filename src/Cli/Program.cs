using System.CommandLine;
using Wiretax.Cli;
using Wiretax.Cli.Verbs;

return await Launch.RunAsync(
    new RootCommand("What does this virtual path cost? Captures real traffic and accounts for every byte of it.")
    {
        RunVerb.Build(),
        AnalyzeVerb.Build(),
        CompareVerb.Build(),
        CaptureVerb.Build(),
        GenerateVerb.Build(),
        ServeVerb.Build(),
        AgentVerb.Build(),
        PathsVerb.Build(),
        ReportVerb.Build(),
    },
    args);
