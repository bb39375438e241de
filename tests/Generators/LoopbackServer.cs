using System.Net;
using Wiretax.Generators;

namespace Wiretax.Tests.Generators;

internal static class LoopbackServer
{
    public static readonly Destination Destination = new("127.0.0.1", IPAddress.Loopback);

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<TrafficServer> StartAsync() => TrafficServer.StartAsync(IPAddress.Loopback, 0, 0, Cancellation);
}
