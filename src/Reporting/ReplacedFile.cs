namespace Wiretax.Reporting;

/// <summary>Writes a file in one step: a reader sees the old one or the new one, and a failure leaves the old one.</summary>
internal static class ReplacedFile
{
    public static void WriteText(string file, string text) => Write(file, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <exception cref="IOException">The disk is full, or the file cannot be replaced.</exception>
    public static void Write(string file, Action<Stream> write)
    {
        var draft = file + ".new";
        try
        {
            using (var stream = File.Create(draft))
                write(stream);
            File.Move(draft, file, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
