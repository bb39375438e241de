using System.Diagnostics;

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

    /// <summary>A named pipe, which gives its content once; skips the test where there are none.</summary>
    public static TemporaryFile Pipe()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Named pipes are made with mkfifo.");
        var pipe = new TemporaryFile();
        using var make = Process.Start("mkfifo", pipe.Path);
        make.WaitForExit();
        return pipe;
    }

    public void Dispose() => File.Delete(Path);
}
