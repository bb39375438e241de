using System.CommandLine;
using System.Globalization;
using System.Net;
using Wiretax.Generators;
using Wiretax.Generators.Http;
using Wiretax.Generators.Ping;
using Wiretax.Generators.Tcp;

namespace Wiretax.Cli.Verbs;

/// <summary><c>wiretax generate ping|http|tcp HOST</c>: the traffic of a workload, by hand.</summary>
internal static class GenerateVerb
{
    private static readonly EchoOptions Echo = new();
    private static readonly TransferOptions Transfer = new();
    private static readonly StreamOptions Stream = new();

    private static readonly Argument<string> Host = CreateHost();
    private static readonly Option<string> Format = Options.Format("table", "json");

    private static readonly Option<string> Direction = CreateDirection();
    private static readonly Option<int> HttpPort = NumberOption.Create("--port", "Port of the HTTP server.", Transfer.Port, 1, IPEndPoint.MaxPort);
    private static readonly Option<int> TcpPort = NumberOption.Create("--port", "Port of the stream server.", Stream.Port, 1, IPEndPoint.MaxPort);

    private static readonly Option<int> Count = NumberOption.Create("--count", "Echo requests.", Echo.Count, 1, GeneratorLimits.MaxEchoCount);
    private static readonly Option<long> Payload = NumberOption.Size("--payload", "Bytes of echo data in each request.", Echo.Payload, 0, GeneratorLimits.MaxEchoPayload);
    private static readonly Option<TimeSpan> Interval = NumberOption.Duration(
        "--interval", "Time from one request to the next.", Echo.Interval, GeneratorLimits.MinEchoInterval, GeneratorLimits.MaxDuration);
    private static readonly Option<TimeSpan> Patience = NumberOption.Duration(
        "--wait", "How long replies are waited for after the last request.", Echo.Patience, GeneratorLimits.MinEchoInterval, GeneratorLimits.MaxDuration);

    private static readonly Option<long> Size = NumberOption.Size("--size", "Bytes of the file.", Transfer.Size, 1, GeneratorLimits.MaxFileSize);

    private static readonly Option<TimeSpan> Duration = NumberOption.Duration(
        "--duration", "How long the stream flows.", Stream.Duration, GeneratorLimits.MinDuration, GeneratorLimits.MaxDuration);
    private static readonly Option<long> MessageSize = NumberOption.Size(
        "--message-size", "Bytes of each send call.", Stream.MessageSize, 1, GeneratorLimits.MaxMessageSize);
    private static readonly Option<long> SocketBuffer = NumberOption.Size(
        "--socket-buffer", "SO_SNDBUF and SO_RCVBUF at both ends.", Stream.SocketBuffer, GeneratorLimits.MinSocketBuffer, GeneratorLimits.MaxSocketBuffer);
    private static readonly Option<long?> StartAt = NumberOption.Moment(
        "--start-at", "Connect, then wait for this moment, in nanoseconds since the epoch (starts several generators at once).");

    public static Command Build()
    {
        var ping = new Command("ping", "Send ICMP echo requests.") { Host, Count, Payload, Interval, Patience, Format };
        ping.SetAction(PingAsync);
        var http = new Command("http", "Transfer a file with 'wiretax serve' over HTTP.") { Host, Size, Direction, HttpPort, Format };
        http.SetAction(HttpAsync);
        var tcp = new Command("tcp", "Send or receive a TCP stream with 'wiretax serve'.")
        {
            Host, Duration, MessageSize, SocketBuffer, Direction, StartAt, TcpPort, Format,
        };
        tcp.SetAction(TcpAsync);
        return new Command("generate", "Make the traffic of one workload.") { ping, http, tcp };
    }

    private static async Task<int> PingAsync(ParseResult arguments, CancellationToken interruption)
    {
        var destination = await Destination.ResolveAsync(arguments.GetRequiredValue(Host), interruption);
        var options = new EchoOptions
        {
            Count = arguments.GetValue(Count),
            Payload = (int)arguments.GetValue(Payload),
            Interval = arguments.GetValue(Interval),
            Patience = arguments.GetValue(Patience),
        };
        Action<EchoReply>? observer = IsTable(arguments) ? reply => GeneratorText.Write(destination, reply) : null;
        Write(arguments, await EchoGenerator.RunAsync(destination, options, observer, interruption));
        return interruption.IsCancellationRequested ? ExitStatus.Interrupted : ExitStatus.Done;
    }

    private static async Task<int> HttpAsync(ParseResult arguments, CancellationToken interruption)
    {
        var destination = await Destination.ResolveAsync(arguments.GetRequiredValue(Host), interruption);
        var options = new TransferOptions
        {
            Port = arguments.GetValue(HttpPort),
            Size = arguments.GetValue(Size),
            Direction = DirectionOf(arguments),
        };
        Write(arguments, await TransferGenerator.RunAsync(destination, options, interruption));
        return ExitStatus.Done;
    }

    private static async Task<int> TcpAsync(ParseResult arguments, CancellationToken interruption)
    {
        var startAt = arguments.GetValue(StartAt);
        RequireNear(startAt);
        var destination = await Destination.ResolveAsync(arguments.GetRequiredValue(Host), interruption);
        var options = new StreamOptions
        {
            Port = arguments.GetValue(TcpPort),
            Direction = DirectionOf(arguments),
            Duration = arguments.GetValue(Duration),
            MessageSize = (int)arguments.GetValue(MessageSize),
            SocketBuffer = (int)arguments.GetValue(SocketBuffer),
            StartAt = startAt,
        };
        Write(arguments, await StreamGenerator.RunAsync(destination, options, interruption));
        return ExitStatus.Done;
    }

    private static void RequireNear(long? startAt)
    {
        if (startAt is { } moment && EpochClock.Until(moment) > GeneratorLimits.MaxStartDelay)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture,
                $"--start-at must be at most {GeneratorLimits.MaxStartDelay.TotalSeconds:0} s ahead, in nanoseconds since the epoch."));
        }
    }

    private static void Write(ParseResult arguments, GeneratorResult result)
    {
        if (IsTable(arguments))
            GeneratorText.Write(result);
        else
            Output.Json(result, GeneratorJson.Default.GeneratorResult);
    }

    private static bool IsTable(ParseResult arguments) => arguments.GetValue(Format) == "table";

    private static TransferDirection DirectionOf(ParseResult arguments) =>
        arguments.GetValue(Direction) == "send" ? TransferDirection.Send : TransferDirection.Receive;

    private static Argument<string> CreateHost()
    {
        var host = new Argument<string>("host") { Description = "Address or name of the far end." };
        host.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && string.IsNullOrWhiteSpace(name))
                result.AddError($"The host must be an address or a name, not '{name}'.");
        });
        return host;
    }

    private static Option<string> CreateDirection()
    {
        var option = new Option<string>("--direction")
        {
            Description = "Whether this end sends or receives the payload. Default: receive.",
            DefaultValueFactory = _ => "receive",
        };
        option.AcceptOnlyFromAmong("send", "receive");
        return option;
    }
}
