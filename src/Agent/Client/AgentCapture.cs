using Grpc.Core;
using Wiretax.Agent.Protocol;
using Wiretax.Capture;

namespace Wiretax.Agent;

/// <summary>A capture that runs at an agent. Disposing of it before it was stopped throws it away.</summary>
public sealed class AgentCapture : IDisposable
{
    private readonly AgentSession _session;
    private readonly AsyncDuplexStreamingCall<CaptureRequest, CaptureEvent> _call;

    internal AgentCapture(AgentSession session, AsyncDuplexStreamingCall<CaptureRequest, CaptureEvent> call)
    {
        _session = session;
        _call = call;
    }

    /// <summary>Ends it and fetches its pcapng file.</summary>
    /// <param name="file">Takes at most <see cref="AgentLimits.MaxCaptureBytes"/> and what one interval of 100 ms adds.</param>
    /// <exception cref="AgentException">The interface went away, or the connection was lost.</exception>
    public async Task<AgentCaptureResult> StopAsync(Stream file, CancellationToken cancellation)
    {
        try
        {
            await _call.RequestStream.WriteAsync(new CaptureRequest { Stop = new StopCapture() }, cancellation);
            await _call.RequestStream.CompleteAsync();
        }
        catch (RpcException failed)
        {
            throw _session.Explain(failed, cancellation);
        }
        while (await _session.NextAsync(_call.ResponseStream, cancellation) is { } happened)
        {
            if (happened.EventCase == CaptureEvent.EventOneofCase.Content)
                await file.WriteAsync(happened.Content.Memory, cancellation);
            else if (happened.Result is { } result)
                return Read(result);
        }
        throw _session.Unexpected();
    }

    public void Dispose() => _call.Dispose();

    private static AgentCaptureResult Read(CaptureResult result) => new(
        new CaptureNodeResult(
            result.Frames, result.Received, result.DroppedByKernel,
            result.HasDroppedByInterface ? result.DroppedByInterface : null, result.HasCpu ? result.Cpu : null),
        result.ReachedLimit);
}

/// <param name="ReachedLimit">It ended by its size before it was stopped, so it lacks what came after.</param>
public sealed record AgentCaptureResult(CaptureNodeResult Node, bool ReachedLimit);
