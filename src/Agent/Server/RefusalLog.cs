using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Wiretax.Agent.Server;

/// <summary>
/// Logs every call that was refused or failed of a defect, wherever in the pipeline it was refused: the status is what goes to the
/// client, in the trailers, or in the headers where nothing else was sent.
/// </summary>
internal sealed class RefusalLog(AgentLog log)
{
    private const string StatusName = "grpc-status";
    private const string MessageName = "grpc-message";

    private static readonly HashSet<StatusCode> Refusals =
    [
        StatusCode.InvalidArgument, StatusCode.PermissionDenied, StatusCode.Unauthenticated, StatusCode.ResourceExhausted,
        StatusCode.Unimplemented, StatusCode.FailedPrecondition, StatusCode.Internal, StatusCode.Unknown,
    ];

    public async Task ObserveAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (!int.TryParse(Sent(context, StatusName), out var status) || !Refusals.Contains((StatusCode)status))
            return;
        var peer = context.Connection.RemoteIpAddress is { } address ? new IPEndPoint(address, context.Connection.RemotePort) : null;
        log.Refused(peer, $"{context.Request.Path}: {Uri.UnescapeDataString(Sent(context, MessageName).ToString())}");
    }

    private static StringValues Sent(HttpContext context, string name) =>
        context.Response.Headers.TryGetValue(name, out var value) ? value
        : context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers.TryGetValue(name, out value) == true ? value
        : default;
}
