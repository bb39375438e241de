using System.Net;
using Wiretax.Agent.Protocol;
using Wiretax.Generators;
using Wiretax.Generators.Http;
using Wiretax.Generators.Ping;
using Wiretax.Generators.Tcp;

namespace Wiretax.Agent;

/// <summary>A workload that an agent knows, towards an address that the agent reaches. Directions are the agent's.</summary>
public sealed class AgentWorkload
{
    private AgentWorkload(GenerateRequest request) => Request = request;

    internal GenerateRequest Request { get; }

    public static AgentWorkload Ping(IPAddress address, EchoOptions options) => new(new GenerateRequest
    {
        Address = address.ToString(),
        Ping = new PingWorkload
        {
            Count = options.Count,
            Payload = options.Payload,
            Interval = Nanoseconds(options.Interval),
            Patience = Nanoseconds(options.Patience),
        },
    });

    public static AgentWorkload Http(IPAddress address, TransferOptions options) => new(new GenerateRequest
    {
        Address = address.ToString(),
        Http = new HttpWorkload { Port = options.Port, Direction = Of(options.Direction), Size = options.Size },
    });

    /// <param name="options">Its start is ignored: see <see cref="AgentClient.GenerateAsync"/>.</param>
    public static AgentWorkload Tcp(IPAddress address, StreamOptions options) => new(new GenerateRequest
    {
        Address = address.ToString(),
        Tcp = new TcpWorkload
        {
            Port = options.Port,
            Direction = Of(options.Direction),
            Duration = Nanoseconds(options.Duration),
            MessageSize = options.MessageSize,
            SocketBuffer = options.SocketBuffer,
        },
    });

    private static long Nanoseconds(TimeSpan span) => span.Ticks * TimeSpan.NanosecondsPerTick;

    private static Direction Of(TransferDirection direction) =>
        direction == TransferDirection.Send ? Direction.Send : Direction.Receive;
}
