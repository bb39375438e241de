using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Wiretax.Generators.Ping;

/// <summary>
/// Echo requests on a steady schedule (the n-th leaves at start + n intervals, however late the one before it was) and
/// the replies to them.
/// </summary>
public static class EchoGenerator
{
    private static readonly TimeSpan PollResolution = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan CancellationLatency = TimeSpan.FromMilliseconds(100);

    /// <param name="observer">Is told each reply as it comes.</param>
    /// <param name="cancellation">Ends it early: the result is what was measured by then.</param>
    /// <exception cref="GeneratorException">Nothing could be sent, or nothing came back.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the first request.</exception>
    public static Task<GeneratorResult> RunAsync(
        Destination destination, EchoOptions options, Action<EchoReply>? observer, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => new Run(destination, options, observer, cancellation).Execute(),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private sealed class Run(
        Destination destination, EchoOptions options, Action<EchoReply>? observer, CancellationToken cancellation)
    {
        private readonly AddressFamily _family = destination.Address.AddressFamily;
        private readonly long[] _sentAt = new long[options.Count];
        private readonly bool[] _answered = new bool[options.Count];
        private readonly List<double> _roundTrips = [];
        private int _sent;
        private long _last;
        private string? _obstacle;

        public GeneratorResult Execute()
        {
            using var socket = EchoSocket.Open(destination.Address);
            cancellation.ThrowIfCancellationRequested();
            var clock = TransferClock.Start();
            var start = Stopwatch.GetTimestamp();
            for (var at = 0; at < options.Count; at++)
            {
                ReceiveUntil(socket, start + Ticks(at * options.Interval), untilAllAnswered: false);
                if (at > 0 && cancellation.IsCancellationRequested)
                    break;
                Send(socket, at);
            }
            ReceiveUntil(socket, Stopwatch.GetTimestamp() + Ticks(options.Patience), untilAllAnswered: true);
            var cpuSeconds = clock.CpuSeconds;

            if (_roundTrips.Count == 0 && !cancellation.IsCancellationRequested)
                throw new GeneratorException(NoReply());
            var message = EchoMessage.HeaderLength + options.Payload;
            return new GeneratorResult
            {
                Workload = "ping",
                BytesSent = (long)message * _sent,
                BytesReceived = (long)message * _roundTrips.Count,
                EchoRequests = _sent,
                EchoReplies = _roundTrips.Count,
                RoundTripSeconds = _roundTrips.Count > 0 ? RoundTripTimes.Of(_roundTrips) : null,
                DurationSeconds = Stopwatch.GetElapsedTime(start, _last).TotalSeconds,
                CpuSeconds = cpuSeconds,
            };
        }

        private void Send(EchoSocket socket, int at)
        {
            var request = EchoMessage.Request(_family, socket.Identifier, (ushort)(at + 1), options.Payload);
            _sentAt[at] = Stopwatch.GetTimestamp();
            try
            {
                socket.Send(request);
                _sent++;
                _last = _sentAt[at];
            }
            catch (SocketException failed)
            {
                _obstacle = EchoSocket.WhyUnreachable(failed.SocketErrorCode);
                if (at == 0)
                    throw new GeneratorException($"{destination} cannot be reached: {_obstacle}.");
            }
        }

        private void ReceiveUntil(EchoSocket socket, long deadline, bool untilAllAnswered)
        {
            while (!cancellation.IsCancellationRequested && !(untilAllAnswered && _roundTrips.Count == _sent))
            {
                var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), deadline);
                if (left <= TimeSpan.Zero)
                    return;
                // poll(2) counts milliseconds: sleep to within two of them, then look without sleeping.
                var sleep = left > 2 * PollResolution ? left - PollResolution : TimeSpan.Zero;
                if (socket.Wait(sleep < CancellationLatency ? sleep : CancellationLatency))
                    Receive(socket);
            }
        }

        private void Receive(EchoSocket socket)
        {
            var message = socket.Receive();
            var now = Stopwatch.GetTimestamp();
            if (EchoMessage.IsUnreachable(message, _family, socket.Identifier))
                _obstacle = EchoSocket.WhyUnreachable(SocketError.HostUnreachable);
            if (!EchoMessage.IsReply(message, _family, socket.Identifier, options.Payload, out var sequence))
                return;
            var at = (ushort)(sequence - 1);
            if (at >= options.Count || _sentAt[at] == 0 || _answered[at])
                return;
            _answered[at] = true;
            _last = now;
            var roundTrip = Stopwatch.GetElapsedTime(_sentAt[at], now);
            _roundTrips.Add(roundTrip.TotalSeconds);
            observer?.Invoke(new EchoReply(at + 1, message.Length, (long)roundTrip.TotalNanoseconds));
        }

        private string NoReply()
        {
            var why = _obstacle is null ? "" : $" ({_obstacle})";
            return string.Create(CultureInfo.InvariantCulture,
                $"{destination} answered none of {options.Count} echo requests within {options.Patience.TotalSeconds:0.###} s{why}.");
        }
    }

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);
}
