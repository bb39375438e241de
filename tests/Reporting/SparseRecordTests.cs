using System.Text.Json;
using Spectre.Console;
using Wiretax.Reporting;
using Wiretax.Reporting.Terminal;
using Wiretax.Sessions;

namespace Wiretax.Tests.Reporting;

/// <summary>Records that other programs or older versions wrote: keys that need not be there are not.</summary>
public sealed class SparseRecordTests
{
    private const string Summary = """
        { "schema": "wiretax/summary/1", "files": ["a.pcap"], "frames": 2, "truncatedFrames": 0, "superFrames": 0,
          "complete": true, "incompleteReasons": [],
          "layers": [ LAYERS ],
          "ledger": [ {"protocol": "ethernet", "frames": 2, "bytes": 28} ],
          "wire": {"frames": 2, "bytes": 168, "estimated": false},
          "flows": [ {"protocol": "tcp", "source": "10.0.0.1:1055", "destination": "10.0.0.2:80",
                      "tx": {"frames": 1, "bytes": 60}, "rx": {"frames": 1, "bytes": 60},
                      "retransmittedBytes": 0, "rttSeconds": null} ],
          "warnings": [ {"code": "super-frames", "message": "..."} ] }
        """;

    private const string Layer = """
        {"layer": "NAME", "tx": {"frames": 1, "bytes": 60, "durationSeconds": null}, "rx": {"frames": 1, "bytes": 60, "durationSeconds": null},
         "total": {"frames": 2, "bytes": 120, "durationSeconds": 0.1}}
        """;

    private const string Promised = """
        { "schema": "wiretax/session/1", "scenario": "sparse", "baseline": "host", "environment": { },
          "paths": [ {"name": "host", "kind": "host", "measured": true, "why": null}, {"name": "vm-bridged", "kind": "vm-bridged", "measured": true, "why": null},
                     {"name": "vm-nat", "kind": "vm-nat", "measured": false, "why": "no KVM"} ],
          "runs": [
            {"path": "host", "workload": "http", "direction": "rx", "repetition": 1, "capture": "captures/host-http-rx-1.pcapng", "complete": true, "summary": SUMMARY },
            {"path": "vm-bridged", "workload": "http", "direction": "rx", "repetition": 1, "capture": "captures/vm-bridged-http-rx-1.pcapng", "complete": true, "summary": SUMMARY } ],
          "comparison": { "schema": "wiretax/comparison/1", "baseline": "host",
            "candidates": [ {"name": "vm-bridged", "metrics": [
              {"workload": "http", "metric": "application.duration", "direction": "rx", "unit": "s", "baseline": 0.1, "candidate": 0.2, "ratio": 2.0,
               "low": 1.8, "high": 2.3, "confidence": 0.95, "runs": 10, "verdict": "slower" } ] } ] } }
        """;

    private const string Bare = """
        { "schema": "wiretax/session/1", "scenario": "sparse", "baseline": "host",
          "workloads": [ {"name": "http", "kind": "http"}, {"name": "ping", "kind": "ping"} ],
          "paths": [ {"name": "host", "kind": "host", "measured": true}, {"name": "vm-nat", "kind": "vm-nat", "measured": false} ],
          "runs": [
            {"path": "host", "workload": "http", "direction": "rx", "repetition": 1, "complete": true, "summary": { "complete": true }, "cpu": { }, "load": {"seconds": 1} },
            {"path": "host", "workload": "ping", "direction": "tx", "repetition": 1, "complete": true, "summary": { "echo": { }, "payloadOverTime": { } } },
            {"path": "host", "workload": "ping", "direction": "rx", "repetition": 1, "complete": true, "summary": { "echo": { } }, "generatorRoundTripSeconds": { } },
            {"path": "vm-bridged", "workload": "tcp-2", "direction": "tx", "repetition": 1, "complete": false } ],
          "disturbance": { }, "design": { },
          "comparison": { "baseline": "host", "candidates": [ {"name": "vm-bridged", "attribution": [ {"workload": "http", "direction": "rx"} ] } ] } }
        """;

    [Theory]
    [InlineData(Promised)]
    [InlineData(Bare)]
    public void A_record_without_the_keys_that_it_may_leave_out_gets_its_report(string json)
    {
        using var folder = new TemporaryFolder();
        var record = Read(json);

        SessionReport.Write(record, folder.Path);
        SessionConsole.Render(record, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }));

        Assert.Contains("sparse", File.ReadAllText(Path.Combine(folder.Path, "report.html")), StringComparison.Ordinal);
        Assert.Contains("sparse", File.ReadAllText(Path.Combine(folder.Path, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_of_confidence_that_the_comparison_leaves_out_is_not_told_as_none()
    {
        using var folder = new TemporaryFolder();

        SessionReport.Write(Read(Promised), folder.Path);

        Assert.Contains("each at 95.0&#160;% confidence", File.ReadAllText(Path.Combine(folder.Path, "report.html")), StringComparison.Ordinal);
    }

    private static SessionRecord Read(string json)
    {
        string[] layers = ["link", "encapsulation", "network", "transport", "application"];
        var summary = Summary.Replace("LAYERS", string.Join(", ", layers.Select(each => Layer.Replace("NAME", each, StringComparison.Ordinal))), StringComparison.Ordinal);
        return JsonSerializer.Deserialize(json.Replace("SUMMARY", summary, StringComparison.Ordinal), SessionJson.Default.SessionRecord)!;
    }
}
