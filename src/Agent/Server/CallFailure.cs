using Grpc.Core;
using Wiretax.Capture;
using Wiretax.Generators;

namespace Wiretax.Agent.Server;

/// <summary>What a call that failed tells its session: failures that have a sentence for the user keep it.</summary>
internal static class CallFailure
{
    /// <summary>The end of the agent's process for an exception: a defect ends its call and not the agent.</summary>
    public static RpcException Of(Exception failed) => failed switch
    {
        RpcException told => told,
        OperationCanceledException => new RpcException(new Status(StatusCode.Cancelled, "the call was ended")),
        CaptureFilterException => Bounds.Refuse(failed.Message),
        GeneratorException or CaptureDeviceException or IOException or UnauthorizedAccessException =>
            new RpcException(new Status(StatusCode.Aborted, failed.Message)),
        _ => new RpcException(new Status(StatusCode.Internal, $"a defect in the agent itself ({failed.GetType().Name}: {failed.Message})")),
    };
}
