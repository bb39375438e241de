namespace Wiretax.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    private static readonly Lazy<string> LazyRoot = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Analyzer.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run from a checkout.");
        return folder.FullName;
    });

    public static string Root => LazyRoot.Value;

    public static string Folder(string name) => Path.Combine(Root, name);
}
