using System.Globalization;

namespace Wiretax.Sessions.Scenarios;

/// <summary>
/// Traffic that is sent over every path, from the peer's end. Directions are seen from the peer: <c>rx</c> when the
/// system under test sends the payload, <c>tx</c> when it receives.
/// </summary>
public abstract record Workload(string Name, IReadOnlyList<string> Directions)
{
    /// <summary>Arguments of <c>wiretax generate</c> that make this traffic.</summary>
    public abstract IReadOnlyList<string> GeneratorArguments(string host, string direction);

    public abstract string Kind { get; }

    /// <summary>What was set, name to text, in the order of the report.</summary>
    public abstract IReadOnlyDictionary<string, string?> Describe();

    /// <summary>How long one run takes at least, for the progress display.</summary>
    public abstract TimeSpan ExpectedDuration { get; }

    private protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    private protected static string Milliseconds(TimeSpan span) => Text((long)span.TotalMilliseconds) + "ms";
    private protected static string SeenFromClient(string direction) => direction == "rx" ? "receive" : "send";
}

/// <summary>ICMP echo requests from the peer; the system under test answers.</summary>
/// <param name="Payload">Bytes of echo data in each request.</param>
public sealed record PingWorkload(string Name, int Count, int Payload, TimeSpan Interval) : Workload(Name, ["tx"])
{
    public override IReadOnlyList<string> GeneratorArguments(string host, string direction) =>
    [
        "ping", host, "--count", Text(Count), "--payload", Text(Payload), "--interval", Milliseconds(Interval),
    ];

    public override string Kind => "ping";

    public override IReadOnlyDictionary<string, string?> Describe() => new Dictionary<string, string?>
    {
        ["requests"] = Text(Count),
        ["payload"] = Text(Payload) + " bytes",
        ["interval"] = Milliseconds(Interval),
    };

    public override TimeSpan ExpectedDuration => (Count - 1) * Interval;
}

/// <summary>One file over HTTP.</summary>
/// <param name="Size">Bytes of the file.</param>
public sealed record HttpWorkload(string Name, long Size, IReadOnlyList<string> Directions) : Workload(Name, Directions)
{
    public override IReadOnlyList<string> GeneratorArguments(string host, string direction) =>
        ["http", host, "--size", Text(Size), "--direction", SeenFromClient(direction)];

    public override string Kind => "http";

    public override IReadOnlyDictionary<string, string?> Describe() => new Dictionary<string, string?>
    {
        ["size of the file"] = Text(Size) + " bytes",
        ["direction"] = string.Join(", ", Directions),
    };

    public override TimeSpan ExpectedDuration => TimeSpan.FromSeconds(Size / 100e6);
}

/// <summary>A TCP stream of a given duration.</summary>
/// <param name="MessageSize">Bytes of each send call.</param>
/// <param name="SocketBuffer">SO_SNDBUF and SO_RCVBUF in bytes.</param>
public sealed record TcpWorkload(
    string Name, TimeSpan Duration, int MessageSize, int SocketBuffer, IReadOnlyList<string> Directions)
    : Workload(Name, Directions)
{
    public override IReadOnlyList<string> GeneratorArguments(string host, string direction) =>
    [
        "tcp", host, "--duration", Milliseconds(Duration), "--message-size", Text(MessageSize),
        "--socket-buffer", Text(SocketBuffer), "--direction", SeenFromClient(direction),
    ];

    public override string Kind => "tcp";

    public override IReadOnlyDictionary<string, string?> Describe() => new Dictionary<string, string?>
    {
        ["duration"] = Milliseconds(Duration),
        ["message size"] = Text(MessageSize) + " bytes",
        ["socket buffers"] = Text(SocketBuffer) + " bytes",
        ["direction"] = string.Join(", ", Directions),
    };

    public override TimeSpan ExpectedDuration => Duration;
}
