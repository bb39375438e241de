using System.Globalization;

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
        Assert.DoesNotContain(Processes(), each => each.CommandLine.Contains($"wt-{pid}-", StringComparison.Ordinal));
    }

    /// <summary>The process that another one started and whose command line has the text.</summary>
    public static int ChildOf(int parent, string text) => Processes().Where(each => each.CommandLine.Contains(text, StringComparison.Ordinal))
        .Select(each => each.Id)
        .First(id => File.ReadAllText($"/proc/{id}/stat") is var stat && stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{parent}");

    private static string[] Entries(string folder, int pid) =>
        Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder, $"wt-{pid}-*") : [];

    private static IEnumerable<(int Id, string CommandLine)> Processes()
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
            yield return (int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture), line);
        }
    }
}
