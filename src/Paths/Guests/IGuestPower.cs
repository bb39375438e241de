using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Guests;

/// <summary>Halts a guest while another path is measured, so that it takes no processor time, and lets it go on.</summary>
internal interface IGuestPower
{
    /// <exception cref="PathException">The hypervisor does not do it.</exception>
    Task PauseAsync(CancellationToken cancellation);

    /// <exception cref="PathException">The hypervisor does not do it.</exception>
    Task ResumeAsync(CancellationToken cancellation);
}

/// <summary>For a guest that is a process: the whole process is halted, by signals.</summary>
internal sealed class ProcessPower(ResidentProcess process) : IGuestPower
{
    public Task PauseAsync(CancellationToken cancellation)
    {
        Signals.Pause(process.Id);
        return Task.CompletedTask;
    }

    public Task ResumeAsync(CancellationToken cancellation)
    {
        Signals.Resume(process.Id);
        return Task.CompletedTask;
    }
}
