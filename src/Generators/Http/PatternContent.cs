using System.Net;

namespace Wiretax.Generators.Http;

/// <summary>A request body of a given size that holds the <see cref="Pattern"/>.</summary>
internal sealed class PatternContent(long size) : HttpContent
{
    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        for (long sent = 0; sent < size;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var run = (int)Math.Min(Pattern.MaxRun, size - sent);
            stream.Write(Pattern.At(sent, run));
            sent += run;
        }
    }

    /// <summary>Not used: the generator sends synchronously.</summary>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        throw new NotSupportedException();

    protected override bool TryComputeLength(out long length)
    {
        length = size;
        return true;
    }
}
