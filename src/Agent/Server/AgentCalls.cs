using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Wiretax.Agent.Counters;
using Wiretax.Agent.Protocol;
using Wiretax.Generators;

namespace Wiretax.Agent.Server;

/// <summary>What an agent does for a session. Whatever a call started has ended when the call has.</summary>
internal sealed class AgentCalls(string version, SessionTable sessions, AgentLog log) : AgentService.AgentServiceBase
{
    private readonly Slots _generators = new("generators", AgentLimits.MaxGenerators);
    private readonly Slots _servers = new("traffic servers", AgentLimits.MaxTrafficServers);
    private readonly Slots _captures = new("captures", AgentLimits.MaxCaptures);

    public override Task<OpenReply> Open(OpenRequest request, ServerCallContext context)
    {
        var session = sessions.Open(context.GetHttpContext().Connection.ClientCertificate!.Thumbprint);
        log.Started(Peer(context), "a session");
        return Task.FromResult(new OpenReply { Session = session });
    }

    public override Task<DescribeReply> Describe(DescribeRequest request, ServerCallContext context) =>
        Task.FromResult(MachineDescription.Of(version));

    public override Task<ClockReply> ReadClock(ClockRequest request, ServerCallContext context) =>
        Task.FromResult(new ClockReply { Nanoseconds = EpochClock.Now });

    public override Task<CountersReply> ReadCounters(CountersRequest request, ServerCallContext context) =>
        Task.FromResult(MachineCounters.Read());

    public override async Task Serve(ServeRequest request, IServerStreamWriter<ServeEvent> responseStream, ServerCallContext context)
    {
        var address = request.Address.Length > 0 ? Bounds.Address("address", request.Address) : TrafficServer.AnyAddress;
        var httpPort = Bounds.Port("http port", request.HttpPort, 0);
        var tcpPort = Bounds.Port("tcp port", request.TcpPort, 0);
        using var slot = _servers.Take();
        using var limit = Limit(context);
        await using var server = await TrafficServer.StartAsync(address, httpPort, tcpPort, limit.Token);
        log.Started(Peer(context), $"traffic servers at {address}");
        await responseStream.WriteAsync(new ServeEvent { HttpPort = server.HttpPort, TcpPort = server.TcpPort }, limit.Token);
        await Task.Delay(Timeout.Infinite, limit.Token);
    }

    public override async Task Generate(GenerateRequest request, IServerStreamWriter<GenerateEvent> responseStream, ServerCallContext context)
    {
        var generator = GeneratorRequest.Of(request);
        using var slot = _generators.Take();
        await responseStream.WriteAsync(new GenerateEvent { Started = new Started() });
        log.Started(Peer(context), generator.Name);
        var result = await generator.RunAsync(context.CancellationToken);
        await responseStream.WriteAsync(new GenerateEvent { Result = ResultMessage.Of(result) });
    }

    public override async Task Capture(
        IAsyncStreamReader<CaptureRequest> requestStream, IServerStreamWriter<CaptureEvent> responseStream, ServerCallContext context)
    {
        using var slot = _captures.Take();
        using var limit = Limit(context);
        await new CaptureCall(requestStream, responseStream, context, log).RunAsync(limit.Token);
    }

    private static IPEndPoint? Peer(ServerCallContext context) => CaptureCall.Peer(context);

    private static CancellationTokenSource Limit(ServerCallContext context)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        limit.CancelAfter(AgentLimits.MaxCallDuration);
        return limit;
    }
}
