using System.Globalization;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Wiretax.Agent.Protocol;

namespace Wiretax.Agent.Server;

/// <summary>
/// Lets in the calls of open sessions, each once. A streaming call's headers are sent as soon as it is admitted: a
/// client that waits for them keeps its calls in order.
/// </summary>
internal sealed class SessionInterceptor(SessionTable sessions) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (request is not OpenRequest)
            Admit(context);
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failed)
        {
            throw CallFailure.Of(failed);
        }
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        StreamAsync(context, () => continuation(request, responseStream, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        StreamAsync(context, () => continuation(requestStream, responseStream, context));

    /// <summary>No call of the service is of this kind; one that is added must not pass unseen.</summary>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(requestStream, context);
    }

    private async Task StreamAsync(ServerCallContext context, Func<Task> run)
    {
        Admit(context);
        await context.WriteResponseHeadersAsync([]);
        try
        {
            await run();
        }
        catch (Exception failed)
        {
            throw CallFailure.Of(failed);
        }
    }

    private void Admit(ServerCallContext context)
    {
        var sequence = long.TryParse(context.RequestHeaders.GetValue(SessionMetadata.Sequence), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : (long?)null;
        var verdict = sessions.Admit(
            context.RequestHeaders.GetValue(SessionMetadata.Session), context.GetHttpContext().Connection.ClientCertificate?.Thumbprint, sequence);
        if (verdict == SessionVerdict.UnknownSession)
            throw new RpcException(new Status(StatusCode.Unauthenticated, "the call names no session that is open here"));
        if (verdict == SessionVerdict.Replayed)
            throw new RpcException(new Status(StatusCode.PermissionDenied, "the call is a repetition: its number is not larger than the last one's"));
    }
}
