using System.Globalization;
using System.Text.Json;
using Wiretax.Capture;
using Wiretax.Paths;

namespace Wiretax.Sessions.Running;

/// <summary>
/// The capture node of one run: a process of its own in the peer's namespace. It says <c>ready</c> once the kernel
/// captures, ends when its input is closed, and then prints what it did as one line of JSON.
/// </summary>
internal sealed class CaptureProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(60);

    private readonly ChildProgram _child;

    private CaptureProcess(ChildProgram child) => _child = child;

    public const string ReadyLine = "ready";

    public static async Task<CaptureProcess> StartAsync(
        IPath path, PathLink link, string program, string file, int snapLength, CancellationToken cancellation)
    {
        var child = new ChildProgram(path.AtCaptureNode(program,
        [
            "capture", "-i", link.PeerInterface, "-w", file,
            "--snaplen", snapLength.ToString(CultureInfo.InvariantCulture), "--controlled",
            .. link.CaptureFilter is { } filter ? (string[])["--filter", filter] : [],
        ]));
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(StartLimit);
            if (await child.ReadLineAsync(limit.Token) != ReadyLine)
            {
                await child.WaitAsync(limit.Token);
                throw new SessionException($"The capture did not start: {child.LastError ?? "it gave no reason"}");
            }
            return new CaptureProcess(child);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await child.DisposeAsync();
            throw new SessionException($"The capture on '{link.PeerInterface}' was not ready within {StartLimit.TotalSeconds:0} s.");
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets the capture take in what the kernel still holds, and ends it.</summary>
    /// <exception cref="SessionException">It failed, did not end in time, or printed something that is no result.</exception>
    public Task<CaptureNodeResult> StopAsync(CancellationToken cancellation) => StopAsync(DrainLimit, cancellation);

    /// <param name="within">How long it may take.</param>
    public async Task<CaptureNodeResult> StopAsync(TimeSpan within, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(within);
        _child.CloseInput();
        try
        {
            var line = await _child.ReadLineAsync(limit.Token);
            var status = await _child.WaitAsync(limit.Token);
            if (status != 0 || line is null)
                throw new SessionException($"The capture failed: {_child.LastError ?? "it gave no reason"}");
            return JsonSerializer.Deserialize(line, CaptureJson.Default.CaptureNodeResult)
                ?? throw new SessionException("The capture printed no result.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SessionException(string.Create(CultureInfo.InvariantCulture,
                $"The capture had not ended within {within.TotalSeconds:0.#} s of its last frame."));
        }
        catch (JsonException)
        {
            throw new SessionException("The capture printed something that is no result.");
        }
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
