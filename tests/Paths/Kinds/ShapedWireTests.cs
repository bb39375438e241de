using System.Globalization;
using System.Text.RegularExpressions;
using Wiretax.Paths;

namespace Wiretax.Tests.Paths.Kinds;

/// <summary>A wire of a stated rate.</summary>
[Collection(nameof(OnePathTestAtATime))]
public sealed partial class ShapedWireTests
{
    [Theory]
    [InlineData("1mbit")]
    [InlineData("1gbit")]
    [InlineData("100gbit")]
    public async Task Its_peak_holds_up_no_frame(string rate)
    {
        var kind = await PathMachine.NeedAsync("host");
        await using var path = await kind.BuildAsync(StandInServer.Request("host", ("rate", rate)), PathMachine.Cancellation);

        var shaper = await PathMachine.RunInPeerAsync(path, "tc", "qdisc", "show", "dev", path.Links[0].PeerInterface);

        var peak = Peak().Match(shaper.Output);
        Assert.True(peak.Success, shaper.Output);
        var gigabits = double.Parse(peak.Groups[1].Value, CultureInfo.InvariantCulture) * (peak.Groups[2].Value == "T" ? 1000 : 1);
        Assert.True(gigabits >= 200, shaper.Output);
    }

    [Theory]
    [InlineData("100mbit")]
    [InlineData("2gbit")]
    public async Task It_cuts_super_frames_into_frames_of_its_MTU(string rate)
    {
        const int Frames = 300;
        const int Largest = 1514;
        var kind = await PathMachine.NeedAsync("host");
        await using var path = await kind.BuildAsync(
            StandInServer.Request("host", ("rate", rate), ("offload", "on")), PathMachine.Cancellation);

        var seen = PathMachine.RunInPeerAsync(path, "timeout", "30", "tcpdump", "-n", "-e", "-q", "-t", "-s", "96",
            "-i", path.Links[0].PeerInterface, "-c", $"{Frames}", "inbound", "and", "tcp");
        await Task.Delay(TimeSpan.FromSeconds(2), PathMachine.Cancellation);
        for (var download = 0; download < 3; download++)
            await PathMachine.DownloadFromMachineAsync(path);

        var lengths = Length().Matches((await seen).Output).Select(each => int.Parse(each.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Frames, lengths.Count);
        Assert.Equal(Largest, lengths.Max());
    }

    [GeneratedRegex(@"peakrate ([0-9.]+)([GT])bit")]
    private static partial Regex Peak();

    [GeneratedRegex(@", length (\d+): ")]
    private static partial Regex Length();
}
