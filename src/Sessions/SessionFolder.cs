using System.Globalization;
using System.Text.Json;

namespace Wiretax.Sessions;

/// <summary>The folder that a session leaves: <c>session.json</c>, <c>captures/</c> and what reporting adds.</summary>
public sealed class SessionFolder
{
    public const string RecordName = "session.json";

    private SessionFolder(string root) => Root = root;

    public string Root { get; }

    public string RecordFile => Path.Combine(Root, RecordName);

    /// <summary>Makes a new, empty folder.</summary>
    /// <exception cref="SessionException">It already holds something, or cannot be written.</exception>
    public static SessionFolder Create(string root)
    {
        root = Path.GetFullPath(root);
        try
        {
            if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
                throw new SessionException($"The folder '{root}' is not empty; name a new one with --out, so that nothing is overwritten.");
            Directory.CreateDirectory(Path.Combine(root, "captures", "warm-up"));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new SessionException($"Cannot create the session folder '{root}': {failed.Message}");
        }
        return new SessionFolder(root);
    }

    /// <param name="path">A session folder, or its session.json.</param>
    /// <exception cref="SessionException">There is no session there, or it cannot be read.</exception>
    public static (SessionFolder Folder, SessionRecord Record) Open(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, RecordName) : path;
        try
        {
            using var stream = File.OpenRead(file);
            var record = JsonSerializer.Deserialize(stream, SessionJson.Default.SessionRecord);
            return record is { Schema: SessionRecord.SchemaName }
                ? (new SessionFolder(Path.GetDirectoryName(Path.GetFullPath(file))!), record)
                : throw new SessionException($"'{file}' has schema '{record?.Schema}'; this version reads '{SessionRecord.SchemaName}'.");
        }
        catch (JsonException broken)
        {
            throw new SessionException(string.Create(CultureInfo.InvariantCulture,
                $"'{file}' is no session record (line {broken.LineNumber + 1}: not the JSON that 'wiretax run' writes)."));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new SessionException($"There is no session to read at '{path}': {failed.Message}");
        }
    }

    public static string DefaultRoot(string scenario, DateTimeOffset at) =>
        Path.Combine("sessions", string.Create(CultureInfo.InvariantCulture, $"{scenario}-{at.ToLocalTime():yyyyMMdd-HHmmss}"));

    /// <summary>Path of a run's capture, relative to the folder.</summary>
    public static string CaptureName(PlannedRun run) => run.IsWarmUp
        ? $"captures/warm-up/{run.Path}-{run.Workload.Name}-{run.Direction}.pcapng"
        : string.Create(CultureInfo.InvariantCulture, $"captures/{run.Path}-{run.Workload.Name}-{run.Direction}-{run.Block}.pcapng");

    public string FullPath(string relative) => Path.Combine(Root, relative);

    /// <summary>Writes the record in one step: a reader sees the old one or the new one, never half of it.</summary>
    /// <exception cref="SessionException">The disk is full or not writable; the record before stays.</exception>
    public void Save(SessionRecord record)
    {
        var draft = RecordFile + ".new";
        try
        {
            using (var stream = File.Create(draft))
                JsonSerializer.Serialize(stream, record, SessionJson.Default.SessionRecord);
            File.Move(draft, RecordFile, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            throw new SessionException($"Cannot write '{RecordFile}': {failed.Message} Make room there, or choose another folder with --out.");
        }
    }
}
