using System.Diagnostics;
using System.Globalization;
using Wiretax.Analysis.Accounting;

namespace Wiretax.Cli.Analyzing;

/// <summary>
/// How far an analysis is: one line on standard error, written over, from the first second on; erased at the end.
/// Silent where standard error is no terminal.
/// </summary>
internal sealed class AnalysisProgress : IProgress<ReadingProgress>, IDisposable
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

    public void Report(ReadingProgress value)
    {
        var elapsed = Stopwatch.GetElapsedTime(_began);
        if (elapsed < _next)
            return;
        _next = elapsed + Interval;
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{_what}: {Bar(value.Share)}{value.Frames:#,0} frames, {value.Frames / elapsed.TotalSeconds / 1e6:0.0} million a second");
        Console.Error.Write('\r' + line.PadRight(_width));
        _width = line.Length;
    }

    /// <summary>As <c>[=====               ]  25 % </c>; nothing where the share is not known.</summary>
    private static string Bar(double? share)
    {
        if (share is not { } read)
            return "";
        const int Width = 20;
        var full = (int)(read * Width);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('=', full)}{new string(' ', Width - full)}] {read * 100,3:0} % ");
    }

    public void Dispose()
    {
        if (_width > 0)
            Console.Error.Write('\r' + new string(' ', _width) + '\r');
    }
}
