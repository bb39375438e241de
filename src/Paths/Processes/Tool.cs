using System.ComponentModel;
using System.Diagnostics;

namespace Wiretax.Paths.Processes;

/// <summary>Runs one tool of the system (<c>ip</c>, <c>ethtool</c>, <c>nft</c> ...) to its end; never through a shell.</summary>
internal static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Directories of tools that are not on everybody's PATH.</summary>
    private static readonly string[] SystemDirectories = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"];

    /// <summary>Debian's package of each tool, where its name is another.</summary>
    private static readonly Dictionary<string, string> Packages = new()
    {
        ["ip"] = "iproute2",
        ["tc"] = "iproute2",
        ["nft"] = "nftables",
        ["modprobe"] = "kmod",
        ["setpriv"] = "util-linux",
        ["qemu-system-x86_64"] = "qemu-system-x86",
        ["busybox"] = "busybox-static",
        ["linux.uml"] = "user-mode-linux",
    };

    /// <returns>The tool's standard output.</returns>
    /// <exception cref="PathException">It is missing, did not end in time, or failed: with its own last line.</exception>
    public static async Task<string> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellation, string? input = null)
    {
        var (status, output, error) = await TryRunAsync(program, arguments, cancellation, input);
        if (status == 0)
            return output;

        var said = LastLine(error) ?? LastLine(output) ?? $"exit status {status}";
        var remedy = said.Contains("Operation not permitted", StringComparison.Ordinal) && !Environment.IsPrivilegedProcess
            ? " This needs root (sudo)."
            : "";
        throw new PathException($"'{program} {string.Join(' ', arguments)}' failed: {said.TrimEnd('.')}.{remedy}");
    }

    /// <summary>As <see cref="RunAsync"/>, for tools whose failure is an answer.</summary>
    public static async Task<(int Status, string Output, string Error)> TryRunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellation, string? input = null)
    {
        var start = new ProcessStartInfo(Locate(program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            if (input is not null)
                await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            if (cancellation.IsCancellationRequested)
                throw;
            throw new PathException($"'{program} {string.Join(' ', arguments)}' had not ended after {Limit.TotalSeconds:0} s.");
        }
    }

    /// <summary>
    /// As <see cref="TryRunAsync"/>, in a session of its own (setsid(1)): Ctrl-C goes to every process of the terminal's
    /// group, and what takes down must outlive the second one.
    /// </summary>
    public static Task<(int Status, string Output, string Error)> TryRunApartAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellation) => Find("setsid") is { } setsid
            ? TryRunAsync(setsid, [Locate(program), .. arguments], cancellation)
            : TryRunAsync(program, arguments, cancellation);

    /// <summary>Full path of a tool, on the PATH or where systems keep theirs.</summary>
    /// <exception cref="PathException">It is not installed.</exception>
    public static string Locate(string program) => Find(program)
        ?? throw new PathException($"'{program}' is not installed here. {Remedy(program)}");

    public static string? Find(string program)
    {
        if (program.Contains('/'))
            return File.Exists(program) ? program : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(SystemDirectories)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>The command that installs a tool, as a sentence.</summary>
    public static string Remedy(string program) =>
        $"To install: sudo apt-get install {Packages.GetValueOrDefault(program, program)}";

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception refused)
        {
            throw new PathException($"'{start.FileName}' cannot be started: {refused.Message}.");
        }
    }

    private static string? LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
}
