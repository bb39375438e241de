using System.Globalization;
using System.Text;
using Wiretax.Analysis.Accounting;
using Wiretax.Capture;

namespace Wiretax.Cli.Capturing;

/// <summary>
/// A few lines on a terminal that are written over twice a second: the capture as a whole, and the frames, bytes and
/// rate of each layer.
/// </summary>
internal sealed class LiveView(TextWriter terminal) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, long> _bytesBefore = [];
    private TimeSpan _before;
    private int _linesShown;

    public bool IsDue(TimeSpan elapsed) => elapsed - _before >= Interval;

    public void Show(CaptureNode node, IReadOnlyList<LayerTotals> layers)
    {
        var elapsed = node.Elapsed;
        var captured = node.Interface;
        var text = Clearing();
        Line(text, $"{captured.Name}  {elapsed.TotalSeconds:0.0} s  {node.Frames:N0} frames  {node.FileBytes:N0} bytes in the file  {captured.Dropped ?? 0:N0} lost");
        Line(text, $"{"layer",-14}{"frames",14}{"bytes",18}{"Mb/s",10}");
        foreach (var layer in layers)
        {
            var bits = (layer.Total.Bytes - _bytesBefore.GetValueOrDefault(layer.Layer)) * 8;
            Line(text, $"{layer.Layer,-14}{layer.Total.Frames,14:N0}{layer.Total.Bytes,18:N0}{bits / (elapsed - _before).TotalSeconds / 1e6,10:N2}");
            _bytesBefore[layer.Layer] = layer.Total.Bytes;
        }
        terminal.Write(text);
        _before = elapsed;
        _linesShown = layers.Count + 2;
    }

    /// <summary>Takes the view away.</summary>
    public void Dispose()
    {
        terminal.Write(Clearing());
        _linesShown = 0;
    }

    /// <summary>Back to the view's first line, and clear from there on (ECMA-48: CUU, ED).</summary>
    private StringBuilder Clearing() =>
        _linesShown == 0 ? new StringBuilder() : new StringBuilder($"\x1b[{_linesShown}A\x1b[J");

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
