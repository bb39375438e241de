using System.Xml.Linq;
using ScottPlot;
using Wiretax.Analysis.Accounting;
using Wiretax.Reporting.Plots;

namespace Wiretax.Tests.Reporting.Plots;

public sealed class TimePanelTests
{
    [Fact]
    public void Every_run_is_a_line_and_every_path_stands_once_in_the_legend()
    {
        var host = new SeriesStyle(0, "#0072B2", MarkerShape.FilledCircle, "●");
        var guest = new SeriesStyle(1, "#D55E00", MarkerShape.FilledDiamond, "◆");
        var plot = TimePanel.Draw(
        [
            new("host", host, new(0.1, 0, [1000, 2000, 500])), new("host", host, new(0.1, 0, [900, 2100])), new("guest", guest, new(0.1, 0, [100, 200])),
        ]);

        Assert.Equal(3, plot.GetPlottables().Count());
        Assert.Equal("Time since the first byte, ms", plot.Axes.Bottom.Label.Text);
        // 2,100 bytes in 0.1 s are 168 kbit/s.
        Assert.Equal("Application throughput, kbit/s", plot.Axes.Left.Label.Text);
        Assert.InRange(plot.Axes.Left.Range.Max, 168, 190);
        var texts = XElement.Parse(plot.GetSvgXml(440, 300)).Descendants().Where(each => each.Name.LocalName == "text").Select(each => each.Value.Trim()).ToList();
        Assert.Single(texts, "host");
        Assert.Single(texts, "guest");
    }
}
