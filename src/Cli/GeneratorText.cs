using System.Globalization;
using Wiretax.Generators;
using Wiretax.Generators.Ping;

namespace Wiretax.Cli;

/// <summary>A generator's result as a person reads it.</summary>
internal static class GeneratorText
{
    private const double Milliseconds = 1e3;
    private const double NanosecondsPerMillisecond = 1e6;
    private const double Megabit = 1e6;

    public static void Write(Destination destination, EchoReply reply) =>
        Line($"{reply.Bytes} bytes from {destination.Address}: seq={reply.Sequence} time={reply.RoundTrip / NanosecondsPerMillisecond:0.000000} ms");

    public static void Write(GeneratorResult result)
    {
        if (result.EchoRequests is { } requests)
            WriteEcho(result, requests);
        else
            WriteTransfer(result);
    }

    private static void WriteEcho(GeneratorResult result, long requests)
    {
        var lost = 100.0 * (requests - (result.EchoReplies ?? 0)) / requests;
        Line($"{requests} requests sent, {result.EchoReplies} replies received, {lost:0.#} % lost, {result.DurationSeconds:0.000} s");
        if (result.RoundTripSeconds is { } times)
            Line($"round trip min/median/max = {times.Min * Milliseconds:0.000000}/{times.Median * Milliseconds:0.000000}/{times.Max * Milliseconds:0.000000} ms (this program's clock)");
    }

    private static void WriteTransfer(GeneratorResult result)
    {
        Line($"{result.ContentBytes} bytes of content in {result.DurationSeconds:0.000000} s, {8 * result.ContentBytes / result.DurationSeconds / Megabit:0.0} Mbit/s");
        Line($"{result.BytesSent} bytes sent and {result.BytesReceived} received in all, {result.CpuSeconds:0.000} s of CPU");
    }

    private static void Line(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
