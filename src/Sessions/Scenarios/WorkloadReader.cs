using System.Globalization;
using Wiretax.Generators;
using Wiretax.Paths;

namespace Wiretax.Sessions.Scenarios;

/// <summary>Reads one entry of a scenario's workloads: <c>ping</c>, or <c>http: {size: 40MB}</c>.</summary>
internal static class WorkloadReader
{
    /// <summary>What a path can have side by side at most.</summary>
    private static readonly int MostPairs = PathKinds.All.Max(each => each.MostPairs);

    private static readonly string[] Names = ["ping", "http", "tcp"];
    private static readonly string[] Directions = ["rx", "tx"];

    /// <returns>One workload, or one for each size where a list of sizes is swept.</returns>
    public static IEnumerable<Workload> Read(YamlCursor workload)
    {
        if (workload.IsScalar)
            return Build(workload.OneOf("workload", Names), new Dictionary<string, YamlCursor>());

        var (key, value) = workload.SingleEntry("a workload (ping, http or tcp, with its settings below it)");
        var name = key.OneOf("workload", Names);
        return Build(name, value.Entries($"the workload {name}", name switch
        {
            "ping" => ["count", "payload", "interval", "direction"],
            "http" => ["size", "direction"],
            _ => ["duration", "message-size", "socket-buffer", "direction", "pairs"],
        }));
    }

    private static IEnumerable<Workload> Build(string name, IReadOnlyDictionary<string, YamlCursor> settings)
    {
        switch (name)
        {
            case "ping":
                var ping = new PingWorkload(name,
                    Get("count", each => each.Integer("count", 1, GeneratorLimits.MaxEchoCount), 4),
                    Get("payload", each => each.Integer("payload", 0, GeneratorLimits.MaxEchoPayload), 56),
                    Get("interval", each => each.Duration("interval", GeneratorLimits.MinEchoInterval, GeneratorLimits.MaxDuration),
                        TimeSpan.FromSeconds(1)),
                    Get("direction", ReadDirections, ["tx"]));
                return ping.Count * ping.Interval <= GeneratorLimits.MaxDuration
                    ? [ping]
                    : throw (settings.GetValueOrDefault("count") ?? settings["interval"]).Error(string.Create(CultureInfo.InvariantCulture,
                        $"count times interval is {(ping.Count * ping.Interval).TotalSeconds} s; it must be at most {GeneratorLimits.MaxDuration.TotalSeconds} s."));
            case "http":
                var directions = Get("direction", ReadDirections, ["rx"]);
                var sizes = Get("size", ReadSizes, [("", 40_000_000)]);
                return sizes.Select(size => new HttpWorkload(sizes.Count == 1 ? name : $"{name}-{size.Text}", size.Bytes, directions));
            default:
                var stream = new TcpWorkload(name,
                    Get("duration", each => each.Duration("duration", GeneratorLimits.MinDuration, GeneratorLimits.MaxDuration),
                        TimeSpan.FromSeconds(10)),
                    Get("message-size", each => (int)each.Size("message-size", 1, GeneratorLimits.MaxMessageSize), 8192),
                    Get("socket-buffer", each => (int)each.Size("socket-buffer", GeneratorLimits.MinSocketBuffer, GeneratorLimits.MaxSocketBuffer),
                        65536),
                    Get("direction", ReadDirections, ["rx", "tx"]));
                // A scale-out study carries the number of pairs in the name, for one pair too.
                return settings.TryGetValue("pairs", out var pairs)
                    ? AtLeastOne(pairs, "pairs is a number of pairs or a list of them").Select(each => each.Integer("pairs", 1, MostPairs)).Distinct().Order()
                        .Select(number => stream with { Name = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"), SideBySide = number })
                    : [stream];
        }

        T Get<T>(string key, Func<YamlCursor, T> read, T otherwise) =>
            settings.TryGetValue(key, out var cursor) ? read(cursor) : otherwise;
    }

    /// <summary>Sizes with the text that names them in a sweep (<c>http-10kB</c>).</summary>
    private static List<(string Text, long Bytes)> ReadSizes(YamlCursor cursor) =>
    [
        .. AtLeastOne(cursor, $"size is {Quantities.SizeForm}, or a list of them").Select(each => (each.Text().Replace(" ", "", StringComparison.Ordinal), each.Size("size", 1, GeneratorLimits.MaxFileSize))),
    ];

    private static IReadOnlyList<string> ReadDirections(YamlCursor cursor)
    {
        var items = AtLeastOne(cursor, "direction is rx, tx or both as a list");
        return [.. items.Select(each => each.OneOf("direction", Directions)).Distinct()];
    }

    private static IReadOnlyList<YamlCursor> AtLeastOne(YamlCursor list, string what) =>
        list.Items() is { Count: > 0 } items ? items : throw list.Error($"{what}; this list is empty.");
}
