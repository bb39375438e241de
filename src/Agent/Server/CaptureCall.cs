using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Wiretax.Agent.Protocol;
using Wiretax.Capture;

namespace Wiretax.Agent.Server;

/// <summary>
/// One capture for a session: into a file of its own, without the packets of the management link, until the session
/// stops it or it reaches its bounds; then the file goes to the session in pieces and is removed.
/// </summary>
internal sealed class CaptureCall(
    IAsyncStreamReader<CaptureRequest> requests, IServerStreamWriter<CaptureEvent> events, ServerCallContext context, AgentLog log)
{
    private const string FolderPrefix = "wiretax-agent-";

    private const int PieceSize = 256 * 1024;
    private const int MemoryShare = 16;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var options = await ReadStartAsync(cancellation);
        // The folder is its owner's alone: what an agent of root's captures is nobody else's to read.
        var folder = Directory.CreateTempSubdirectory(FolderPrefix);
        var file = Path.Combine(folder.FullName, "capture.pcapng");
        try
        {
            var (result, reachedLimit) = await CaptureAsync(options, file, cancellation);
            await SendAsync(file, cancellation);
            await events.WriteAsync(new CaptureEvent { Result = Message(result, reachedLimit) }, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<LiveCaptureOptions> ReadStartAsync(CancellationToken cancellation)
    {
        if (!await requests.MoveNext(cancellation) || requests.Current.Start is not { } start)
            throw Bounds.Refuse("a capture begins with its start");
        if (start.Filter.Length > AgentLimits.MaxFilterLength)
            throw Bounds.Refuse(string.Create(CultureInfo.InvariantCulture, $"the filter must have at most {AgentLimits.MaxFilterLength} characters"));
        if (NetworkInterface.GetAllNetworkInterfaces().All(each => each.Name != start.Interface))
            throw Bounds.Refuse($"this machine has no interface '{start.Interface}'");
        return new LiveCaptureOptions
        {
            Interface = start.Interface,
            SnapLength = Bounds.Number("snap length", start.SnapLength, LiveCaptureOptions.MinimumSnapLength, LiveCaptureOptions.MaximumSnapLength),
            Filter = WithoutManagement(start.Filter),
            BufferBytes = BufferBytes,
        };
    }

    /// <summary>A small guest cannot give what a capture node of its own would take.</summary>
    private static long BufferBytes => Math.Clamp(
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryShare, LiveCaptureOptions.MinimumBufferBytes, LiveCaptureOptions.DefaultBufferBytes);

    /// <summary>A guest's temporary files are in its memory.</summary>
    private static long FileLimit => Math.Min(AgentLimits.MaxCaptureBytes, new DriveInfo(Path.GetTempPath()).AvailableFreeSpace / 2);

    private string WithoutManagement(string filter)
    {
        var others = string.Create(CultureInfo.InvariantCulture, $"not (tcp port {context.GetHttpContext().Connection.LocalPort} and host {Peer(context)?.Address})");
        return filter.Length > 0 ? $"({filter}) and {others}" : others;
    }

    private async Task<(CaptureNodeResult Result, bool ReachedLimit)> CaptureAsync(
        LiveCaptureOptions options, string file, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var node = CaptureNode.Open(options, file);
        log.Started(Peer(context), $"a capture on {options.Interface}");
        var limit = new SizeLimit(FileLimit, stop);
        var running = Task.Factory.StartNew(() => node.Run(AgentLimits.MaxCallDuration, limit, stop.Token),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await events.WriteAsync(new CaptureEvent { Started = new Started() }, cancellation);
            // The session's stop, or its end of the stream, whichever comes first.
            await requests.MoveNext(cancellation);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
        return (await running, limit.Reached);
    }

    private async Task SendAsync(string file, CancellationToken cancellation)
    {
        await using var content = new FileStream(file, FileMode.Open, FileAccess.Read);
        var piece = new byte[PieceSize];
        while (await content.ReadAsync(piece, cancellation) is var length and > 0)
            await events.WriteAsync(new CaptureEvent { Content = ByteString.CopyFrom(piece, 0, length) }, cancellation);
    }

    private static CaptureResult Message(CaptureNodeResult result, bool reachedLimit)
    {
        var message = new CaptureResult
        {
            Frames = result.Frames,
            Received = result.Received,
            DroppedByKernel = result.DroppedByKernel,
            ReachedLimit = reachedLimit,
        };
        if (result.DroppedByInterface is { } dropped)
            message.DroppedByInterface = dropped;
        if (result.CpuSeconds is { } cpu)
            message.Cpu = cpu;
        return message;
    }

    /// <summary>Who is at the other end; an IPv4 address as such, also where the socket is one for both.</summary>
    public static IPEndPoint? Peer(ServerCallContext context)
    {
        var connection = context.GetHttpContext().Connection;
        return connection.RemoteIpAddress is not { } address ? null
            : new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, connection.RemotePort);
    }

    private sealed class SizeLimit(long bytes, CancellationTokenSource stop) : ICaptureObserver
    {
        public bool Reached { get; private set; }

        public void Captured(in CapturedFrame frame)
        {
        }

        public void Tick(CaptureNode node)
        {
            if (node.FileBytes < bytes || Reached)
                return;
            Reached = true;
            stop.Cancel();
        }
    }
}
