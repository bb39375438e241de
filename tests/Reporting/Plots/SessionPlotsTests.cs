using System.Xml.Linq;
using ScottPlot;
using Wiretax.Reporting.Figures;
using Wiretax.Reporting.Plots;
using Wiretax.Sessions;

namespace Wiretax.Tests.Reporting.Plots;

public sealed class SessionPlotsTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly IReadOnlyList<Panel> Panels = SessionPlots.Of(MadeUpSession.Create(), SessionFigures.Of(MadeUpSession.Create()));

    [Fact]
    public void Every_question_has_its_plot() => Assert.Equal(
        [SessionPlots.Bytes, SessionPlots.Durations, SessionPlots.RoundTrips, SessionPlots.Throughput, SessionPlots.Ratios],
        Panels.Select(each => each.Group).Distinct());

    [Fact]
    public void Every_axis_of_values_names_its_unit() => Assert.All(
        Panels, panel => Assert.Matches(@", (%|s|ms|µs|[kMG]?bit/s)( \(logarithmic\))?$|^Ratio to host", panel.Plot.Axes.Bottom.Label.Text));

    [Fact]
    public void Text_stays_text_in_the_svg_and_keeps_its_width_in_a_readers_font()
    {
        var panel = Panels.First(each => each.Group == SessionPlots.Durations);

        var texts = XElement.Parse(panel.StandaloneSvg()).Descendants(Svg + "text").ToList();

        Assert.Contains(texts, each => each.Value == "vm-bridged");
        Assert.Contains(texts, each => each.Value == "First to last application byte, ms");
        Assert.All(texts, each => Assert.StartsWith("Inter, system-ui", each.Attribute("font-family")?.Value, StringComparison.Ordinal));
        Assert.All(texts, each => Assert.Matches(@"^-?[\d.]+$", each.Attribute("x")!.Value));
        Assert.All(texts, each => Assert.Matches(@"^[\d.]+$", each.Attribute("textLength")!.Value));
    }

    [Fact]
    public void Every_run_and_every_interval_is_drawn()
    {
        var panel = Panels.First(each => each.Name == "duration-http-rx");

        Assert.Equal(19, panel.Marks.Count(each => each.Text.Contains("run", StringComparison.Ordinal)));
        Assert.Equal(4, panel.Marks.Count(each => each.Text.Contains("median", StringComparison.Ordinal) && each.Text.Contains(" to ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_path_has_one_look_and_no_two_paths_share_it()
    {
        var styles = SeriesStyle.ForPaths(MadeUpSession.Create());

        Assert.Equal(styles.Count, styles.Values.Select(each => (each.Hex, each.Shape)).Distinct().Count());
        Assert.Equal(0, styles["host"].Slot);
        Assert.Equal((styles["host"].Hex, MarkerShape.OpenCircle), (styles["host-again"].Hex, styles["host-again"].Shape));
    }

    [Fact]
    public void Workloads_that_differ_in_their_pairs_alone_are_one_curve()
    {
        var record = MadeUpSession.Create();
        var single = record.Runs.Where(each => each.Workload == "tcp").ToList();
        var runs = Enumerable.Range(0, 3).Select(each => 1 << each).SelectMany(pairs => single.Select(each => each with
        {
            Workload = $"tcp-{pairs}",
            Pairs = pairs,
            GoodputBitsPerSecond = each.GoodputBitsPerSecond * pairs * 0.9,
            PairRecords = [.. Enumerable.Range(0, pairs).Select(pair => new PairRecord($"10.0.{pair}.1", $"10.0.{pair}.2", 0, 1, null, null))],
        }));
        record = record with { Runs = [.. runs], Comparison = null, Workloads = [] };

        var panels = SessionPlots.Of(record, SessionFigures.Of(record)).Where(each => each.Group == SessionPlots.ScaleOut).ToList();

        Assert.Equal(["scale-out-tcp-rx", "scale-out-tcp-tx"], panels.Select(each => each.Name));
        Assert.Equal(3 * 4, panels[0].Marks.Count);
        Assert.Contains("host, 4 pairs:", panels[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Even_twelve_paths_can_be_told_apart()
    {
        var record = MadeUpSession.Create();
        record = record with { Runs = [], Paths = [.. Enumerable.Range(0, 12).Select(each => record.Paths[0] with { Name = $"path-{each}" })] };

        Assert.Equal(12, SeriesStyle.ForPaths(record).Values.Select(each => (each.Hex, each.Shape)).Distinct().Count());
    }

    [Fact]
    public void A_picture_of_dots_is_a_png_at_twice_the_size()
    {
        var png = Panels[0].Png();

        Assert.True(png.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']));
        Assert.Equal(2 * Panel.Width, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
    }

    [Fact]
    public void A_session_of_one_run_each_is_plotted_without_intervals()
    {
        var record = MadeUpSession.Create(repetitions: 1);
        record = record with { Comparison = record.Comparison! with { Candidates = [] } };

        var panels = SessionPlots.Of(record, SessionFigures.Of(record));

        Assert.DoesNotContain(panels, each => each.Group == SessionPlots.Ratios);
        Assert.All(panels, each => Assert.NotEmpty(each.StandaloneSvg()));
    }

    [Fact]
    public void Names_with_markup_or_slashes_stay_names()
    {
        var record = MadeUpSession.Create();
        record = record with { Runs = [.. record.Runs.Select(each => each with { Workload = $"../{each.Workload}<b>" })], Comparison = null };

        var panels = SessionPlots.Of(record, SessionFigures.Of(record));

        Assert.All(panels, each => Assert.Matches("^[a-z-]+---[a-z]+-b--(rx|tx)$", each.Name));
        Assert.All(panels, each => XElement.Parse(each.InlineSvg()));
    }
}
