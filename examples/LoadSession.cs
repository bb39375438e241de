#:project ../src/Reporting/Wiretax.Reporting.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// Loads a session and works with its tables: dotnet run examples/LoadSession.cs -- sessions/NAME
using System.Globalization;
using Microsoft.Data.Analysis;
using Wiretax.Reporting.Tables;
using Wiretax.Sessions;

var (folder, session) = SessionFolder.Open(args is [var path] ? path : ".");
Console.WriteLine($"{session.Scenario} in {folder.Root}: {session.Runs.Count} runs, baseline {session.Baseline}");

// Every table of the session is a DataFrame; tables/*.csv and tables/*.parquet hold the same rows.
DataFrame layers = SessionTables.Layers(session);

// Link bytes for each application byte, run by run.
foreach (var run in layers.Rows.Where(row => (string)row["side"] == "total").GroupBy(row => (row["path"], row["workload"], row["direction"], row["repetition"])))
{
    long Bytes(string layer) => (long)run.First(row => (string)row["layer"] == layer)["bytes"];
    if (Bytes("application") > 0)
    {
        var overhead = (double)Bytes("link") / Bytes("application");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{run.Key.Item1,-14} {run.Key.Item2} {run.Key.Item3}, run {run.Key.Item4}: {overhead:0.0000} link bytes for each application byte"));
    }
}
