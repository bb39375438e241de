using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;

namespace Wiretax.Agent;

/// <summary>What went wrong with a call, as one sentence.</summary>
internal static class AgentFailure
{
    /// <param name="doubt">Why this end did not accept the agent's certificate, if so.</param>
    public static AgentException Of(RpcException failed, AgentEndpoint endpoint, string? doubt) => new(Sentence(failed, endpoint, doubt), failed);

    private static string Sentence(RpcException failed, AgentEndpoint endpoint, string? doubt)
    {
        var detail = failed.Status.Detail.TrimEnd('.');
        return failed.StatusCode switch
        {
            _ when doubt is not null => $"The agent at {endpoint} is not believed: {doubt}.",
            StatusCode.Aborted or StatusCode.Unknown => $"The agent at {endpoint} could not do it: {detail}.",
            StatusCode.InvalidArgument or StatusCode.PermissionDenied or StatusCode.Unauthenticated or StatusCode.ResourceExhausted =>
                $"The agent at {endpoint} refused: {detail}.",
            StatusCode.Unimplemented => $"The agent at {endpoint} does not know what it was asked for; use the same wiretax at both ends.",
            StatusCode.DeadlineExceeded => $"The agent at {endpoint} did not answer in time.",
            StatusCode.Cancelled => $"The agent at {endpoint} ended the call.",
            StatusCode.Internal when failed.Status.DebugException is null => $"The agent at {endpoint} could not do it: {detail}.",
            _ => Connection(failed, endpoint),
        };
    }

    private static string Connection(RpcException failed, AgentEndpoint endpoint)
    {
        var causes = Causes(failed).ToList();
        if (causes.OfType<SocketException>().LastOrDefault() is { } socket && !causes.Any(each => each is IOException and not HttpIOException))
            return $"The agent at {endpoint} cannot be reached: {socket.Message.TrimEnd('.')}.";
        if (causes.Any(each => each is AuthenticationException))
            return $"The agent at {endpoint} did not agree to the TLS 1.3 handshake; its log says why.";
        if (causes.Any(each => each is OperationCanceledException))
            return $"The agent at {endpoint} did not answer in time.";
        return $"The connection to the agent at {endpoint} was refused or lost; the agent's log says whether it refused.";
    }

    private static IEnumerable<Exception> Causes(RpcException failed)
    {
        for (var cause = failed.Status.DebugException ?? failed.InnerException; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
