using System.Globalization;
using Grpc.Core;
using Wiretax.Agent.Certificates;
using Wiretax.Agent.Protocol;

namespace Wiretax.Agent;

/// <summary>
/// The calls of one session, numbered. One call is begun at a time, and the next when the agent has admitted it (which
/// its headers say), so that numbers arrive in their order; calls that were admitted run side by side.
/// </summary>
internal sealed class AgentSession(AgentEndpoint endpoint, AgentCertificates certificates, AgentClientOptions options) : IDisposable
{
    private readonly AgentChannel _channel = new(endpoint, certificates, options);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private AgentService.AgentServiceClient? _client;
    private string? _id;
    private long _sequence;

    public AgentService.AgentServiceClient Client => _client ??= new AgentService.AgentServiceClient(_channel.Channel);

    public async Task OpenAsync(CancellationToken cancellation)
    {
        var reply = await AskAsync(call => Client.OpenAsync(new OpenRequest(), call), cancellation);
        _id = reply.Session;
    }

    public async Task<T> AskAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> ask, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            using var call = ask(Numbered(cancellation).WithDeadline(DateTime.UtcNow + options.ReplyTimeout));
            return await call;
        }
        catch (RpcException failed)
        {
            throw Explain(failed, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <returns>The call, once the agent has admitted it.</returns>
    public async Task<TCall> BeginAsync<TCall>(
        Func<CallOptions, TCall> begin, Func<TCall, Task<Metadata>> headers, CancellationToken cancellation)
        where TCall : class, IDisposable
    {
        await _turn.WaitAsync(cancellation);
        var call = begin(Numbered(cancellation));
        try
        {
            await headers(call).WaitAsync(options.ReplyTimeout, cancellation);
            return call;
        }
        catch (RpcException failed)
        {
            call.Dispose();
            throw Explain(failed, cancellation);
        }
        catch (TimeoutException late)
        {
            call.Dispose();
            throw new AgentException($"The agent at {endpoint} did not answer in time.", late);
        }
        catch
        {
            call.Dispose();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The next message of a call; null at its end.</summary>
    public async Task<T?> NextAsync<T>(IAsyncStreamReader<T> messages, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await messages.MoveNext(cancellation) ? messages.Current : null;
        }
        catch (RpcException failed)
        {
            throw Explain(failed, cancellation);
        }
    }

    public Exception Explain(RpcException failed, CancellationToken cancellation) => cancellation.IsCancellationRequested
        ? new OperationCanceledException("The call was cancelled.", failed, cancellation)
        : AgentFailure.Of(failed, endpoint, _channel.Doubt);

    public AgentException Unexpected() => new($"The agent at {endpoint} ended a call before its result; use the same wiretax at both ends.");

    public void Dispose()
    {
        _channel.Dispose();
        _turn.Dispose();
    }

    private CallOptions Numbered(CancellationToken cancellation)
    {
        var headers = new Metadata();
        if (_id is { } id)
        {
            headers.Add(SessionMetadata.Session, id);
            headers.Add(SessionMetadata.Sequence, (++_sequence).ToString(CultureInfo.InvariantCulture));
        }
        return new CallOptions(headers, cancellationToken: cancellation);
    }
}
