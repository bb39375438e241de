using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Live;

public sealed class CaptureNodeTests
{
    [Fact]
    public void A_file_without_a_name_is_told_before_the_interface_is_opened() =>
        Assert.Equal(
            "The capture cannot be written: the name of its file is empty.",
            Assert.Throws<IOException>(() => CaptureNode.Open(new LiveCaptureOptions { Interface = "no-such-interface" }, "")).Message);
}
