namespace Wiretax.Tests.Reporting;

/// <summary>
/// Output that is kept in the repository and read by people when it changes. WIRETAX_UPDATE_GOLDEN=1 writes it anew.
/// </summary>
internal static class GoldenFile
{
    public static void Check(string name, string actual)
    {
        var file = Path.Combine(Repository.Folder("tests"), "Reporting", "Golden", name);
        if (Environment.GetEnvironmentVariable("WIRETAX_UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
