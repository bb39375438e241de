namespace Wiretax.Tests.EndToEnd;

/// <summary>What a test needs of the machine, and what it must find there afterwards.</summary>
internal static class Machine
{
    public static void NeedRoot()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("network namespaces and captures need root");
    }

    /// <summary>Nothing of a program's process is left: no namespace, no folder, no hypervisor.</summary>
    public static void AssertNothingLeftOf(int pid)
    {
        Assert.Empty(Entries("/run/netns", pid));
        Assert.Empty(Entries("/run/wiretax", pid));
        Assert.DoesNotContain(CommandLines(), line => line.Contains($"wt-{pid}-", StringComparison.Ordinal));
    }

    private static string[] Entries(string folder, int pid) =>
        Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder, $"wt-{pid}-*") : [];

    private static IEnumerable<string> CommandLines()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(each => char.IsAsciiDigit(Path.GetFileName(each)[0])))
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
            }
            catch (IOException)
            {
                continue;
            }
            yield return line;
        }
    }
}
