using System.Globalization;
using System.Text.Json;
using Wiretax.Analysis.Accounting;
using Wiretax.Generators;
using Wiretax.Generators.Ping;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>What the generators say they moved, and whether the ledger counted the same.</summary>
/// <param name="Results">One for each pair, in their order.</param>
internal sealed record GeneratorOutcome(IReadOnlyList<GeneratorResult> Results)
{
    public double? CpuSeconds => Results.Aggregate((double?)0, (sum, each) => sum + each.CpuSeconds);

    /// <summary>Content bits per second by the generators' clocks; null for ping.</summary>
    public double? BitsPerSecond => Results.Aggregate((double?)0, (sum, each) =>
        sum + (each is { ContentBytes: { } bytes, DurationSeconds: > 0 and var seconds } ? bytes * 8 / seconds : null));

    /// <summary>Null for others than ping.</summary>
    public RoundTripTimes? RoundTrips => Results is [{ RoundTripSeconds: { } times }] ? times : null;

    /// <exception cref="SessionException">It is not what a generator prints.</exception>
    public static GeneratorResult Parse(Workload workload, string output)
    {
        try
        {
            return JsonSerializer.Deserialize(output, GeneratorJson.Default.GeneratorResult)
                ?? throw new SessionException($"The {workload.Name} generator printed no result.");
        }
        catch (JsonException)
        {
            throw new SessionException($"The {workload.Name} generator printed something that is no result.");
        }
    }

    /// <summary>One sentence for each figure in which generator and ledger differ.</summary>
    public IEnumerable<string> DisagreementsWith(CaptureSummary summary)
    {
        if (Results[0].EchoRequests is not null)
        {
            if (Differ("echo requests", Results.Sum(each => each.EchoRequests ?? 0), summary.Echo?.Requests ?? 0) is { } asked)
                yield return asked;
            if (Differ("echo replies", Results.Sum(each => each.EchoReplies ?? 0), summary.Echo?.Replies ?? 0) is { } answered)
                yield return answered;
            yield break;
        }

        if (Differ("bytes sent", Results.Sum(each => each.BytesSent), UniqueBytes(summary, flow => flow.Tx)) is { } sent)
            yield return sent;
        if (Differ("bytes received", Results.Sum(each => each.BytesReceived), UniqueBytes(summary, flow => flow.Rx)) is { } received)
            yield return received;
    }

    private static long UniqueBytes(CaptureSummary summary, Func<FlowSummary, FlowDirection> direction) =>
        summary.Flows.Sum(flow => direction(flow).UniqueBytes ?? 0);

    private static string? Differ(string what, long generator, long ledger) => generator == ledger
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"The generator counted {generator} {what}, the ledger {ledger}.");
}
