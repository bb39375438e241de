using System.Text.Json;
using Wiretax.Capture;

namespace Wiretax.Cli.Capturing;

/// <summary>
/// A capture that another program controls: it says <c>ready</c> once the kernel captures, ends when its standard
/// input closes, and prints a <see cref="CaptureNodeResult"/> as one line.
/// </summary>
internal static class ControlledCapture
{
    public static int Run(LiveCaptureOptions options, string file, CancellationToken interruption)
    {
        using var node = CaptureNode.Open(options, file);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        Console.Out.WriteLine("ready");
        new Thread(() => CancelAtEndOfInput(stop)) { IsBackground = true, Name = "standard input" }.Start();

        var result = node.Run(duration: null, observer: null, stop.Token);
        Console.Out.WriteLine(JsonSerializer.Serialize(result, CaptureJson.Default.CaptureNodeResult));
        return ExitStatus.Done;
    }

    private static void CancelAtEndOfInput(CancellationTokenSource stop)
    {
        try
        {
            using var input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[256];
            while (input.Read(ignored) > 0)
            {
            }
        }
        catch (IOException)
        {
            // An input that cannot be read has ended as well.
        }
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The capture ended first, on a signal.
        }
    }
}
