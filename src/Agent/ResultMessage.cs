using Wiretax.Agent.Protocol;
using Wiretax.Generators;
using Wiretax.Generators.Ping;

namespace Wiretax.Agent;

/// <summary>A generator's result on its way from the agent to the session. What is unknown is absent.</summary>
internal static class ResultMessage
{
    public static Result Of(GeneratorResult result)
    {
        var message = new Result
        {
            Workload = result.Workload,
            BytesSent = result.BytesSent,
            BytesReceived = result.BytesReceived,
            Duration = result.DurationSeconds,
        };
        if (result.ContentBytes is { } content)
            message.ContentBytes = content;
        if (result.EchoRequests is { } requests)
            message.EchoRequests = requests;
        if (result.EchoReplies is { } replies)
            message.EchoReplies = replies;
        if (result.RoundTripSeconds is { } times)
            message.RoundTrips = new RoundTrips { Min = times.Min, Median = times.Median, Max = times.Max };
        if (result.CpuSeconds is { } cpu)
            message.Cpu = cpu;
        return message;
    }

    public static GeneratorResult Read(Result message) => new()
    {
        Workload = message.Workload,
        BytesSent = message.BytesSent,
        BytesReceived = message.BytesReceived,
        ContentBytes = message.HasContentBytes ? message.ContentBytes : null,
        EchoRequests = message.HasEchoRequests ? message.EchoRequests : null,
        EchoReplies = message.HasEchoReplies ? message.EchoReplies : null,
        RoundTripSeconds = message.RoundTrips is { } times ? new RoundTripTimes(times.Min, times.Median, times.Max) : null,
        DurationSeconds = message.Duration,
        CpuSeconds = message.HasCpu ? message.Cpu : null,
    };
}
