namespace Wiretax.Reporting;

/// <summary>Files that are part of the program: style sheet, script.</summary>
internal static class EmbeddedFile
{
    private static Stream Open(string name) =>
        typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The program was built without its file '{name}'.");

    public static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }
}
