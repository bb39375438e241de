namespace Wiretax.Sessions;

/// <summary>Files of the kernel that may be missing or unreadable, which means that their figures are unknown.</summary>
internal static class ProcFile
{
    /// <returns>No lines where the file cannot be read.</returns>
    public static IReadOnlyList<string> Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <returns>Null where the file cannot be read or is empty.</returns>
    public static string? FirstLine(string file) => Lines(file) is [var first, ..] ? first.Trim() : null;

    /// <summary>The value of a <c>key : value</c> line.</summary>
    public static string? Value(string file, string key, char separator = ':') => Lines(file)
        .Select(line => line.Split(separator, 2))
        .FirstOrDefault(parts => parts.Length == 2 && parts[0].Trim() == key)?[1].Trim();
}
