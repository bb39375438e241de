using System.Globalization;
using System.Net;
using Grpc.Core;
using Wiretax.Agent.Protocol;
using Wiretax.Generators;

namespace Wiretax.Agent.Server;

/// <summary>Fields of requests within their bounds; anything else is refused with the field, its value and what is allowed.</summary>
internal static class Bounds
{
    private const long NanosecondsPerTick = 100;

    public static long Number(string field, long value, long least, long most) => value >= least && value <= most
        ? value
        : throw Refuse(string.Create(CultureInfo.InvariantCulture, $"{field} must be from {least} to {most}, not {value}"));

    public static int Number(string field, int value, int least, int most) => (int)Number(field, (long)value, least, most);

    public static TimeSpan Time(string field, long nanoseconds, TimeSpan least, TimeSpan most) =>
        TimeSpan.FromTicks(Number(field, nanoseconds, least.Ticks * NanosecondsPerTick, most.Ticks * NanosecondsPerTick) / NanosecondsPerTick);

    public static int Port(string field, int value, int least) => Number(field, value, least, IPEndPoint.MaxPort);

    /// <summary>An address in numbers: no name is looked up.</summary>
    public static IPAddress Address(string field, string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw Refuse($"{field} must be an IP address, not '{text}'");

    public static TransferDirection Direction(Direction direction) => direction switch
    {
        Protocol.Direction.Send => TransferDirection.Send,
        Protocol.Direction.Receive => TransferDirection.Receive,
        _ => throw Refuse("direction must be send or receive"),
    };

    public static RpcException Refuse(string why) => new(new Status(StatusCode.InvalidArgument, why));
}
