using System.Diagnostics;
using System.Globalization;

namespace Wiretax.Cli.Analyzing;

/// <summary>
/// How far an analysis is: one line on standard error, written over, from the first second on; erased at the end.
/// Silent where standard error is no terminal.
/// </summary>
internal sealed class AnalysisProgress : IProgress<long>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly string _what;
    private readonly long _began = Stopwatch.GetTimestamp();
    private TimeSpan _next = Patience;
    private int _width;

    private AnalysisProgress(string what) => _what = what;

    /// <returns>Null where nobody would see it.</returns>
    public static AnalysisProgress? Of(string what) => Console.IsErrorRedirected ? null : new AnalysisProgress(what);

    public void Report(long frames)
    {
        var elapsed = Stopwatch.GetElapsedTime(_began);
        if (elapsed < _next)
            return;
        _next = elapsed + Interval;
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{_what}: {frames:#,0} frames, {frames / elapsed.TotalSeconds / 1e6:0.0} million a second");
        Console.Error.Write('\r' + line.PadRight(_width));
        _width = line.Length;
    }

    public void Dispose()
    {
        if (_width > 0)
            Console.Error.Write('\r' + new string(' ', _width) + '\r');
    }
}
