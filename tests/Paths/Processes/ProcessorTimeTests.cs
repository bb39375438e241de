using System.Diagnostics;
using Wiretax.Paths.Processes;

namespace Wiretax.Tests.Paths.Processes;

public sealed class ProcessorTimeTests
{
    [Fact]
    public void It_grows_by_what_the_process_itself_says_that_it_used()
    {
        var before = ProcessorTime.Of(Environment.ProcessId)!.Value.Seconds;
        var began = Process.GetCurrentProcess().TotalProcessorTime;
        while (Process.GetCurrentProcess().TotalProcessorTime - began < TimeSpan.FromMilliseconds(200))
            Thread.SpinWait(1000);

        Assert.InRange(ProcessorTime.Of(Environment.ProcessId)!.Value.Seconds - before, 0.19, 10);
    }

    [Fact]
    public async Task A_childs_time_counts_while_it_runs_and_after_it_has_ended()
    {
        // The shell's child computes for a while; the shell waits for it, says so, and waits to be ended.
        const string Script = "(i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done); echo done; read -r end";
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var during = 0.0;
        var line = shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        while (!line.IsCompleted)
        {
            during = Math.Max(during, ProcessorTime.Of(shell.Id)?.Seconds ?? 0);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var after = ProcessorTime.Of(shell.Id)?.Seconds;
        shell.StandardInput.Close();
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(during > 0.02, $"{during} s");
        Assert.True(after >= during - 0.02, $"{after} s after, {during} s during");
        Assert.Null(ProcessorTime.Of(shell.Id)?.Seconds);
    }

    [Fact]
    public async Task A_process_of_one_thread_has_that_threads_time_alone()
    {
        // The shell computes itself, starts nothing, says so, and waits to be ended.
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo done; read -r end"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var (all, threads) = (ProcessorTime.Of(shell.Id)!.Value.Seconds, ProcessorTime.OfThreads(shell.Id));

        if (threads is null)
            Assert.Skip("This kernel keeps no schedstat.");
        var own = Assert.Single(threads);
        Assert.Equal(shell.Id, own.Key);
        Assert.InRange(own.Value, all * 0.8, all * 1.2);

        shell.StandardInput.Close();
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Null(ProcessorTime.OfThreads(shell.Id));
    }

    [Fact]
    public async Task A_process_that_started_another_has_no_times_of_threads()
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "sleep 30 & echo started; read -r end; kill $!"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        var threads = ProcessorTime.OfThreads(shell.Id);
        shell.StandardInput.Close();
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Null(threads);
    }
}
