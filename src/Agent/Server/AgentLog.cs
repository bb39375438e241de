using System.Globalization;
using System.Net;

namespace Wiretax.Agent.Server;

/// <summary>One line for each thing that an agent starts or refuses. What a peer sent is shown without control characters.</summary>
/// <param name="writer">Is written to by many threads, one line at a time.</param>
internal sealed class AgentLog(TextWriter writer)
{
    private const int MaxLength = 400;
    private readonly Lock _gate = new();

    public void Refused(EndPoint? peer, string why) => Write($"refused {peer?.ToString() ?? "a peer"}: {why}");

    public void Started(EndPoint? peer, string what) => Write($"for {peer?.ToString() ?? "a peer"}: {what}");

    private void Write(string text)
    {
        var plain = string.Concat(text.Select(each => char.IsControl(each) ? '?' : each));
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ} wiretax agent: {(plain.Length > MaxLength ? plain[..MaxLength] + "..." : plain)}");
        lock (_gate)
            writer.WriteLine(line);
    }
}
