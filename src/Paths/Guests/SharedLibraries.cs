using System.Text.RegularExpressions;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Guests;

/// <summary>The shared libraries that a program is loaded with, its loader included, as ldd(1) finds them.</summary>
internal static partial class SharedLibraries
{
    /// <returns>Full paths; none for a static program.</returns>
    /// <exception cref="PathException">One of them is not installed, or the program is none of this machine's.</exception>
    public static async Task<IReadOnlyList<string>> OfAsync(string program, CancellationToken cancellation)
    {
        var (status, output, error) = await Tool.TryRunAsync("ldd", [program], cancellation);
        if (status != 0)
        {
            return (output + error).Contains("not a dynamic executable", StringComparison.Ordinal)
                ? []
                : throw new PathException($"'{program}' cannot run in a guest: {error.Trim()}.");
        }
        if (Missing().Match(output) is { Success: true } missing)
            throw new PathException($"'{program}' cannot run in a guest: its library {missing.Groups[1].Value} is not installed.");
        return [.. Found().Matches(output).Select(each => each.Groups[1].Value).Distinct()];
    }

    /// <summary>What .NET's TLS loads when it is first used, which ldd(1) does not see.</summary>
    /// <exception cref="PathException">It is not installed.</exception>
    public static async Task<IReadOnlyList<string>> OpenSslAsync(CancellationToken cancellation)
    {
        var known = (await Tool.RunAsync("ldconfig", ["-p"], cancellation)).Split('\n');
        return [Find("libssl.so.3"), Find("libcrypto.so.3")];

        string Find(string library) => known
            .Where(line => line.TrimStart().StartsWith(library + " (libc6,x86-64)", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf("=> ", StringComparison.Ordinal) + 3)..].Trim())
            .FirstOrDefault() ?? throw new PathException($"The agent in a guest needs {library}, which is not installed. To install: sudo apt-get install libssl3");
    }

    [GeneratedRegex(@"(/\S+) \(0x")]
    private static partial Regex Found();

    [GeneratedRegex(@"(\S+) => not found")]
    private static partial Regex Missing();
}
