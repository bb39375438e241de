using Wiretax.Sessions;

namespace Wiretax.Tests.Sessions;

public sealed class SessionFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("wiretax-folder-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_is_saved_comes_back()
    {
        var folder = SessionFolder.Create(Path.Combine(_root, "new"));
        folder.Save(new SessionRecord { Scenario = "mine", Baseline = "host", Seed = 12 });

        var (opened, record) = SessionFolder.Open(folder.Root);

        Assert.Equal(folder.Root, opened.Root);
        Assert.Equal(("mine", "host", 12UL), (record.Scenario, record.Baseline, record.Seed!.Value));
    }

    [Fact]
    public void A_record_of_an_older_version_has_empty_lists_where_it_has_none()
    {
        File.WriteAllText(Path.Combine(_root, "session.json"), """
            { "schema": "wiretax/session/1", "scenario": "x", "baseline": "host", "runs": [
              { "path": "host", "workload": "tcp", "direction": "rx", "repetition": 1, "complete": true, "load": { "seconds": 1.5 } } ] }
            """);

        var run = Assert.Single(SessionFolder.Open(_root).Record.Runs);

        Assert.Empty(run.PairRecords);
        Assert.Empty(run.Load!.Processors);
        Assert.Empty(run.Load.Hypervisors);
        Assert.Empty(run.Load.Agents);
    }

    [Theory]
    [InlineData("{ \"schema\": ", "line 1")]
    [InlineData("{\n  \"schema\": \"wiretax/session/9\", \"scenario\": \"x\", \"baseline\": \"host\" }", "wiretax/session/9")]
    public void A_record_of_another_form_is_refused(string json, string said)
    {
        File.WriteAllText(Path.Combine(_root, "session.json"), json);

        Assert.Contains(said, Assert.Throws<SessionException>(() => SessionFolder.Open(_root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_session_is_refused() =>
        Assert.Contains("no session", Assert.Throws<SessionException>(() => SessionFolder.Open(_root)).Message, StringComparison.Ordinal);
}
