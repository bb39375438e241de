namespace Wiretax.Paths;

/// <summary>A file of a path (a guest's initial file system, its kernel, a socket's folder) that cannot be written or read, told to the user.</summary>
internal static class PathFileFailure
{
    public const string Remedy = "Put right what the message names (space, access or a missing file), and run it again.";

    public static bool Is(Exception failed) => failed is IOException or UnauthorizedAccessException;

    public static string Why(Exception failed) => $"A file that the path needs cannot be written or read: {failed.Message.TrimEnd('.')}.";

    public static PathException Told(Exception failed) => new($"{Why(failed)} {Remedy}", failed);
}
