using System.Diagnostics;
using System.Security.Cryptography;
using CsCheck;
using Wiretax.Paths.Guests;

namespace Wiretax.Tests.Paths.Guests;

public sealed class CpioArchiveTests
{
    private static readonly Gen<(string Path, byte[] Content)> AnyFile = Gen.Select(
        Gen.String[Gen.Char["abcXYZ019-_. "], 1, 60].Where(name => name.Trim('.').Length > 0), Gen.Int[0, 3], Gen.Byte.Array[0, 3000],
        (name, depth, content) => ($"/{string.Concat(Enumerable.Repeat("dir/", depth))}f{name}", content));

    [Fact]
    public void Another_reader_finds_every_file_as_it_was_put_in()
    {
        if (!File.Exists("/usr/bin/busybox") && !File.Exists("/bin/busybox"))
            Assert.Skip("busybox is not installed; it reads the archives back");

        AnyFile.List[0, 12].Sample(files =>
        {
            var distinct = files.DistinctBy(each => each.Path).ToList();
            var folder = Directory.CreateTempSubdirectory("wiretax-cpio-").FullName;
            try
            {
                var archive = Path.Combine(folder, "archive");
                Write(archive, distinct);
                Extract(archive, Directory.CreateDirectory(Path.Combine(folder, "out")).FullName);
                foreach (var (path, content) in distinct)
                    Assert.Equal(SHA256.HashData(content), SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "out") + path)));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }, iter: 30, threads: 1);
    }

    private static void Write(string archive, List<(string Path, byte[] Content)> files)
    {
        using var stream = File.Create(archive);
        using var writer = new CpioArchive(stream);
        foreach (var (path, content) in files)
            writer.AddFile(path, content);
    }

    private static void Extract(string archive, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("busybox", ["cpio", "-i", "-d", "-F", archive])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }
}
