using Wiretax.Capture;
using Wiretax.Tests.Capture.Live;

namespace Wiretax.Tests.Cli;

public sealed class WithoutLibpcapTests : IDisposable
{
    /// <summary>Runs a command in a mount namespace in which every libpcap is an empty file.</summary>
    private static readonly string[] WithoutLibpcap =
    [
        "unshare", "--mount", "sh", "-c",
        "for each in /usr/lib/*/libpcap.so* /lib/*/libpcap.so*; do [ ! -e $each ] || mount --bind /dev/null $each; done; exec \"$@\"", "sh",
    ];

    private readonly string _file = Path.GetTempFileName();

    public WithoutLibpcapTests()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("Hiding libpcap needs root.");
        using var writer = new PcapngWriter(_file);
        writer.AddInterface(new CaptureInterface { LinkType = LinkType.Ethernet });
        writer.Write(0, 1, 60, new byte[60]);
    }

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_file_is_analyzed()
    {
        using var program = new RunningProgram(WithoutLibpcap, "analyze", _file);
        var (status, output, error) = program.Finish();

        Assert.Equal((0, ""), (status, error));
        Assert.Contains("ethernet", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("capture", "-i", "lo", "-w", "/dev/null")]
    [InlineData("analyze", "--filter", "tcp")]
    public void What_needs_it_says_how_to_install_it(params string[] arguments)
    {
        using var program = new RunningProgram(WithoutLibpcap, arguments[0] == "analyze" ? [.. arguments, _file] : arguments);
        var (status, output, error) = program.Finish();

        Assert.NotEqual(0, status);
        Assert.Equal("", output);
        Assert.Contains("libpcap is not installed; on Debian and Ubuntu: apt-get install libpcap0.8.", error, StringComparison.Ordinal);
        Assert.Equal(1, error.AsSpan().Count('\n'));
    }
}
