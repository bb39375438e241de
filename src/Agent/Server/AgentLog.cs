using System.Globalization;
using System.Net;

namespace Wiretax.Agent.Server;

/// <summary>
/// One line for each thing that an agent starts or refuses. What a peer sent is shown without control characters, and
/// nobody can fill a disk with refusals: lines beyond so many a second are counted and left out.
/// </summary>
internal sealed class AgentLog(TextWriter writer, TimeProvider clock)
{
    public const int MaxLinesPerSecond = 200;
    private const int MaxLength = 400;

    private readonly Lock _gate = new();
    private long _second;
    private int _lines;

    public void Refused(EndPoint? peer, string why) => Write($"refused {peer?.ToString() ?? "a peer"}: {why}");

    public void Started(EndPoint? peer, string what) => Write($"for {peer?.ToString() ?? "a peer"}: {what}");

    private void Write(string text)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (now.ToUnixTimeSeconds() is var second && second != _second)
            {
                if (_lines > MaxLinesPerSecond)
                    Write(now, string.Create(CultureInfo.InvariantCulture, $"{_lines - MaxLinesPerSecond} lines were left out"));
                _second = second;
                _lines = 0;
            }
            if (++_lines <= MaxLinesPerSecond)
                Write(now, text);
        }
    }

    private void Write(DateTimeOffset now, string text)
    {
        var plain = string.Concat(text.Take(MaxLength).Select(each => char.IsControl(each) ? '?' : each));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-ddTHH:mm:ss.fffZ} wiretax agent: {plain}"));
    }
}
