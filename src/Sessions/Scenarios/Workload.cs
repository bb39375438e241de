using System.Globalization;
using System.Net;
using Wiretax.Agent;
using Wiretax.Generators;
using Wiretax.Generators.Http;
using Wiretax.Generators.Ping;
using Wiretax.Generators.Tcp;
using Wiretax.Paths;

namespace Wiretax.Sessions.Scenarios;

/// <summary>
/// Traffic that is sent over every path. Directions are seen from the peer: <c>rx</c> when the system under test sends
/// the payload, <c>tx</c> when it receives.
/// </summary>
public abstract record Workload(string Name, IReadOnlyList<string> Directions)
{
    /// <summary>Arguments of <c>wiretax generate</c> that make this traffic, without the moment to start at.</summary>
    /// <param name="link">Whose far end is asked.</param>
    public abstract IReadOnlyList<string> GeneratorArguments(PathLink link, string direction);

    /// <summary>The same traffic as an agent is asked for it.</summary>
    public abstract AgentWorkload AtAgent(PathLink link, string direction);

    /// <summary>Whether the generator is at the system under test; else it is at the peer.</summary>
    public virtual bool StartsAtSystemUnderTest(string direction) => false;

    /// <summary>Pairs of ends that it runs between side by side, all starting at one moment.</summary>
    public virtual int Pairs => 1;

    public abstract string Kind { get; }

    /// <summary>What was set, name to text, in the order of the report.</summary>
    public abstract IReadOnlyDictionary<string, string?> Describe();

    /// <summary>How long one run takes at least, for the progress display.</summary>
    public abstract TimeSpan ExpectedDuration { get; }

    /// <summary>
    /// How long the traffic of one run can take while bytes still move: what its payload takes over the slowest link that
    /// a path can have, and a fifth more for headers and repeats. A transfer that stands still is given up by its
    /// generator long before (<see cref="GeneratorLimits.StallTimeout"/>).
    /// </summary>
    public virtual TimeSpan LongestDuration => ExpectedDuration;

    /// <summary>A timer holds no more than 49 days.</summary>
    private static readonly TimeSpan MostPatience = TimeSpan.FromDays(30);

    /// <param name="bytes">Of payload, by the slowest link.</param>
    private protected static TimeSpan Slowest(long bytes) =>
        GeneratorLimits.SlowestTransfer(bytes) is var slowest && slowest < MostPatience ? slowest : MostPatience;

    private protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>To the tenth of a microsecond, which is all that a span has.</summary>
    private protected static string Microseconds(TimeSpan span) =>
        ((decimal)span.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture) + "us";

    private protected static string SeenFromClient(string direction) => direction == "rx" ? "receive" : "send";
    private protected static TransferDirection Asked(string direction) =>
        direction == "rx" ? TransferDirection.Receive : TransferDirection.Send;
}

/// <summary>ICMP echo requests, from the peer (<c>tx</c>) or from the system under test (<c>rx</c>).</summary>
/// <param name="Payload">Bytes of echo data in each request.</param>
public sealed record PingWorkload(string Name, int Count, int Payload, TimeSpan Interval, IReadOnlyList<string> Directions)
    : Workload(Name, Directions)
{
    public override IReadOnlyList<string> GeneratorArguments(PathLink link, string direction) =>
    [
        "ping", Target(link, direction).ToString(), "--count", Text(Count), "--payload", Text(Payload), "--interval", Microseconds(Interval),
    ];

    public override AgentWorkload AtAgent(PathLink link, string direction) => AgentWorkload.Ping(
        Target(link, direction), new EchoOptions { Count = Count, Payload = Payload, Interval = Interval });

    public override bool StartsAtSystemUnderTest(string direction) => direction == "rx";

    private IPAddress Target(PathLink link, string direction) =>
        StartsAtSystemUnderTest(direction) ? link.PeerAddress : link.SystemUnderTestAddress;

    public override string Kind => "ping";

    public override IReadOnlyDictionary<string, string?> Describe() => new Dictionary<string, string?>
    {
        ["requests"] = Text(Count),
        ["payload"] = Quantities.SizeText(Payload),
        ["interval"] = Quantities.DurationText(Interval),
        ["direction"] = string.Join(", ", Directions),
    };

    public override TimeSpan ExpectedDuration => (Count - 1) * Interval;
}

/// <summary>One file over HTTP.</summary>
/// <param name="Size">Bytes of the file.</param>
public sealed record HttpWorkload(string Name, long Size, IReadOnlyList<string> Directions) : Workload(Name, Directions)
{
    public override IReadOnlyList<string> GeneratorArguments(PathLink link, string direction) =>
    [
        "http", link.SystemUnderTestAddress.ToString(), "--port", Text(link.Server.HttpPort),
        "--size", Text(Size), "--direction", SeenFromClient(direction),
    ];

    public override AgentWorkload AtAgent(PathLink link, string direction) => AgentWorkload.Http(
        link.SystemUnderTestAddress, new TransferOptions { Port = link.Server.HttpPort, Size = Size, Direction = Asked(direction) });

    public override string Kind => "http";

    public override IReadOnlyDictionary<string, string?> Describe() => new Dictionary<string, string?>
    {
        ["size of the file"] = Quantities.SizeText(Size),
        ["direction"] = string.Join(", ", Directions),
    };

    public override TimeSpan ExpectedDuration => TimeSpan.FromSeconds(Size / 100e6);

    public override TimeSpan LongestDuration => ExpectedDuration + Slowest(Size);
}

/// <summary>A TCP stream of a given duration, or several side by side.</summary>
/// <param name="MessageSize">Bytes of each send call.</param>
/// <param name="SocketBuffer">SO_SNDBUF and SO_RCVBUF in bytes.</param>
public sealed record TcpWorkload(
    string Name, TimeSpan Duration, int MessageSize, int SocketBuffer, IReadOnlyList<string> Directions)
    : Workload(Name, Directions)
{
    /// <summary>Null for one stream that starts by itself; else the number of those that start at one moment.</summary>
    public int? SideBySide { get; init; }

    public override int Pairs => SideBySide ?? 1;

    public override IReadOnlyList<string> GeneratorArguments(PathLink link, string direction) =>
    [
        "tcp", link.SystemUnderTestAddress.ToString(), "--port", Text(link.Server.TcpPort), "--duration", Microseconds(Duration),
        "--message-size", Text(MessageSize), "--socket-buffer", Text(SocketBuffer), "--direction", SeenFromClient(direction),
    ];

    public override AgentWorkload AtAgent(PathLink link, string direction) => AgentWorkload.Tcp(link.SystemUnderTestAddress, new StreamOptions
    {
        Port = link.Server.TcpPort,
        Duration = Duration,
        MessageSize = MessageSize,
        SocketBuffer = SocketBuffer,
        Direction = Asked(direction),
    });

    public override string Kind => "tcp";

    public override IReadOnlyDictionary<string, string?> Describe()
    {
        var settings = new Dictionary<string, string?>
        {
            ["duration"] = Quantities.DurationText(Duration),
            ["message size"] = Quantities.SizeText(MessageSize),
            ["socket buffers"] = Quantities.SizeText(SocketBuffer),
            ["direction"] = string.Join(", ", Directions),
        };
        if (SideBySide is { } pairs)
            settings["pairs side by side"] = Text(pairs);
        return settings;
    }

    public override TimeSpan ExpectedDuration => Duration;

    /// <summary>What both ends' buffers hold and the last message still have to arrive.</summary>
    public override TimeSpan LongestDuration => Duration + Slowest(MessageSize + (2L * SocketBuffer));
}
