using System.Globalization;
using System.Text.Json;
using Wiretax.Analysis.Accounting;
using Wiretax.Generators;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>What the generator says it moved, and whether the ledger counted the same.</summary>
internal sealed record GeneratorOutcome(GeneratorResult Result)
{
    public double? CpuSeconds => Result.CpuSeconds;

    /// <summary>Content bits per second by the generator's clock; null for ping.</summary>
    public double? BitsPerSecond =>
        Result is { ContentBytes: { } bytes, DurationSeconds: > 0 and var seconds } ? bytes * 8 / seconds : null;

    /// <exception cref="SessionException">It is not what a generator prints.</exception>
    public static GeneratorOutcome Parse(Workload workload, string output)
    {
        try
        {
            return JsonSerializer.Deserialize(output, GeneratorJson.Default.GeneratorResult) is { } result
                ? new GeneratorOutcome(result)
                : throw new SessionException($"The {workload.Name} generator printed no result.");
        }
        catch (JsonException)
        {
            throw new SessionException($"The {workload.Name} generator printed something that is no result.");
        }
    }

    /// <summary>One sentence for each figure in which generator and ledger differ.</summary>
    public IEnumerable<string> DisagreementsWith(CaptureSummary summary)
    {
        if (Result.EchoRequests is { } requests)
        {
            if (Differ("echo requests", requests, summary.Echo?.Requests ?? 0) is { } asked)
                yield return asked;
            if (Differ("echo replies", Result.EchoReplies ?? 0, summary.Echo?.Replies ?? 0) is { } answered)
                yield return answered;
            yield break;
        }

        if (Differ("bytes sent", Result.BytesSent, UniqueBytes(summary, flow => flow.Tx)) is { } sent)
            yield return sent;
        if (Differ("bytes received", Result.BytesReceived, UniqueBytes(summary, flow => flow.Rx)) is { } received)
            yield return received;
    }

    private static long UniqueBytes(CaptureSummary summary, Func<FlowSummary, FlowDirection> direction) =>
        summary.Flows.Sum(flow => direction(flow).UniqueBytes ?? 0);

    private static string? Differ(string what, long generator, long ledger) => generator == ledger
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"The generator counted {generator} {what}, the ledger {ledger}.");
}
