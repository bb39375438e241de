namespace Wiretax.Tests.Capture.Files;

/// <summary>A file that is gone when the test is over.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[]? content = null, string extension = ".pcapng")
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "wiretax-" + Guid.NewGuid().ToString("n") + extension);
        if (content is not null)
            File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
