using System.Net;
using Wiretax.Agent.Certificates;
using Wiretax.Agent.Protocol;
using Wiretax.Capture;
using Wiretax.Generators;

namespace Wiretax.Agent;

/// <summary>
/// A session's end of the link to one agent. What it started there ends when its call is cancelled, when this is
/// disposed of, and when the connection is lost. Calls may run side by side.
/// </summary>
public sealed class AgentClient : IDisposable
{
    private const int ClockSamples = 8;

    private readonly AgentSession _session;

    /// <summary>Read and not yet used: it holds for one start, as the clock of a guest that is paused stands still meanwhile.</summary>
    private AgentClockOffset? _clock;

    private AgentClient(AgentSession session) => _session = session;

    /// <summary>Connects and opens a session.</summary>
    /// <param name="certificates">Stay the caller's, who disposes of them after the client.</param>
    /// <exception cref="AgentException">It cannot be reached, or one end does not believe the other.</exception>
    public static async Task<AgentClient> ConnectAsync(
        AgentEndpoint endpoint, AgentCertificates certificates, AgentClientOptions options, CancellationToken cancellation)
    {
        var session = new AgentSession(endpoint, certificates, options);
        try
        {
            await session.OpenAsync(cancellation);
            return new AgentClient(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <exception cref="AgentException">It does not answer.</exception>
    public async Task<AgentDescription> DescribeAsync(CancellationToken cancellation) =>
        ReplyReader.Read(await _session.AskAsync(call => _session.Client.DescribeAsync(new DescribeRequest(), call), cancellation));

    /// <exception cref="AgentException">It does not answer.</exception>
    public async Task<AgentCounters> CountersAsync(CancellationToken cancellation) =>
        ReplyReader.Read(await _session.AskAsync(call => _session.Client.ReadCountersAsync(new CountersRequest(), call), cancellation));

    /// <summary>
    /// How far the agent's clock is ahead, from the fastest of several questions: the answer was given at some time
    /// within the round trip, so half of that is what the offset may be wrong by (as in NTP, RFC 5905).
    /// </summary>
    /// <exception cref="AgentException">It does not answer.</exception>
    public async Task<AgentClockOffset> ReadClockAsync(CancellationToken cancellation)
    {
        AgentClockOffset? best = null;
        for (var sample = 0; sample < ClockSamples; sample++)
        {
            var asked = EpochClock.Now;
            var reply = await _session.AskAsync(call => _session.Client.ReadClockAsync(new ClockRequest(), call), cancellation);
            var halfRoundTrip = (EpochClock.Now - asked) / 2;
            if (best is null || halfRoundTrip < best.Uncertainty)
                best = new AgentClockOffset(reply.Nanoseconds - asked - halfRoundTrip, halfRoundTrip);
        }
        return _clock = best!;
    }

    /// <summary>Starts the far end of the generators at the agent.</summary>
    /// <param name="address">Null for all of the agent's addresses.</param>
    /// <param name="httpPort">0 picks one.</param>
    /// <param name="tcpPort">0 picks one.</param>
    /// <exception cref="AgentException">It refuses, or cannot listen there.</exception>
    public async Task<AgentTrafficServer> ServeAsync(IPAddress? address, int httpPort, int tcpPort, CancellationToken cancellation)
    {
        var request = new ServeRequest { Address = address?.ToString() ?? "", HttpPort = httpPort, TcpPort = tcpPort };
        var call = await _session.BeginAsync(options => _session.Client.Serve(request, options), begun => begun.ResponseHeadersAsync, cancellation);
        try
        {
            var listening = await _session.NextAsync(call.ResponseStream, cancellation) ?? throw _session.Unexpected();
            return new AgentTrafficServer(_session, call, listening.HttpPort, listening.TcpPort);
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    /// <summary>Makes the traffic of one workload at the agent.</summary>
    /// <param name="startAt">
    /// When, in nanoseconds since the epoch by the session's own clock; null for at once. It is told to the agent in the
    /// agent's clock: call <see cref="ReadClockAsync"/> shortly before each start (else this does, which takes a few round
    /// trips).
    /// </param>
    /// <param name="accepted">Is called when the agent has accepted the workload.</param>
    /// <exception cref="AgentException">It refuses, the workload failed, or the connection was lost.</exception>
    public async Task<GeneratorResult> GenerateAsync(AgentWorkload workload, long? startAt, Action? accepted, CancellationToken cancellation)
    {
        var request = workload.Request.Clone();
        if (startAt is { } moment)
        {
            request.StartAt = moment + (_clock ?? await ReadClockAsync(cancellation)).Offset;
            _clock = null;
        }
        using var call = await _session.BeginAsync(options => _session.Client.Generate(request, options), begun => begun.ResponseHeadersAsync, cancellation);
        while (await _session.NextAsync(call.ResponseStream, cancellation) is { } happened)
        {
            if (happened.Result is { } result)
                return ResultMessage.Read(result);
            if (happened.Started is not null)
                accepted?.Invoke();
        }
        throw _session.Unexpected();
    }

    /// <summary>Starts a capture at the agent, which leaves out its own connection with this session.</summary>
    /// <param name="options">Interface, snap length and filter are what counts; the rest is the agent's.</param>
    /// <returns>The capture, once the agent's kernel captures.</returns>
    /// <exception cref="AgentException">It refuses, or cannot capture there.</exception>
    public async Task<AgentCapture> CaptureAsync(LiveCaptureOptions options, CancellationToken cancellation)
    {
        var call = await _session.BeginAsync(begin => _session.Client.Capture(begin), begun => begun.ResponseHeadersAsync, cancellation);
        try
        {
            var start = new StartCapture { Interface = options.Interface, SnapLength = options.SnapLength, Filter = options.Filter ?? "" };
            await call.RequestStream.WriteAsync(new CaptureRequest { Start = start }, cancellation);
            if ((await _session.NextAsync(call.ResponseStream, cancellation))?.Started is null)
                throw _session.Unexpected();
            return new AgentCapture(_session, call);
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    public void Dispose() => _session.Dispose();
}
