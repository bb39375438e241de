using System.Text.Json;
using Microsoft.Playwright;

namespace Wiretax.Tests.Reporting.Html;

public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>Pairs of visible texts whose boxes overlap by more than a pixel or two, in one SVG or one cell row.</summary>
    private const string Overlaps = """
        () => {
          const found = [];
          const boxes = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode, parent = node.parentElement;
            if (!node.textContent.trim() || parent.closest('script, style, title, details:not([open]) > :not(summary)')) continue;
            if (!parent.checkVisibility()) continue;
            const scroll = parent.closest('.scroll')?.getBoundingClientRect();
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) {
              if (scroll && (box.right > scroll.right || box.left < scroll.left)) continue;
              if (box.width > 1) boxes.push({ text: node.textContent.trim(), node, box });
            }
          }
          boxes.sort((a, b) => a.box.top - b.box.top);
          for (let i = 0; i < boxes.length; i++) {
            for (let j = i + 1; j < boxes.length && boxes[j].box.top < boxes[i].box.bottom; j++) {
              const a = boxes[i].box, b = boxes[j].box;
              const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
              const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              if (boxes[i].node !== boxes[j].node && wide > 2 && high > 4) found.push(boxes[i].text + ' / ' + boxes[j].text);
            }
          }
          return found;
        }
        """;

    /// <summary>Labels that a plot's edge cuts off.</summary>
    private const string Cut = """
        () => [...document.querySelectorAll('figure svg text')].filter(text => {
          const clip = text.closest('[clip-path]')?.getAttribute('clip-path').slice(5, -1);
          const edge = (clip ? document.getElementById(clip).firstElementChild : text.ownerSVGElement);
          const box = text.getBoundingClientRect(), svg = text.ownerSVGElement.getBoundingClientRect();
          const scale = svg.width / text.ownerSVGElement.viewBox.baseVal.width;
          const x = clip ? svg.left + edge.x.baseVal.value * scale : svg.left;
          const wide = clip ? edge.width.baseVal.value * scale : svg.width;
          return x > box.left + 1.5 || box.right > x + wide + 1.5;
        }).map(text => text.textContent)
        """;

    /// <summary>Contrast (WCAG 2.2, 1.4.3) of every visible text against the page or the card it stands on.</summary>
    private const string TooFaint = """
        () => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
          const light = colour => colour.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const behind = element => { for (let e = element; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255]; };
          const found = new Set();
          for (const element of document.querySelectorAll('body *')) {
            const own = [...element.childNodes].some(each => each.nodeType === 3 && each.textContent.trim());
            if (!own || element.closest('script, style, title, .key') || !element.checkVisibility()) continue;
            const style = getComputedStyle(element);
            const text = rgb(element.namespaceURI.endsWith('svg') ? style.fill : style.color);
            const [a, b] = [light(text), light(behind(element))];
            const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (contrast < 4.5) found.add(element.textContent.trim() + ' ' + contrast.toFixed(2));
          }
          return [...found];
        }
        """;

    [Fact]
    public async Task It_opens_from_the_file_system_without_an_error_or_a_request()
    {
        var page = await browser.OpenAsync(1400);

        Assert.Equal("made-up-layout", await page.Locator("h1").InnerTextAsync());
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1400)]
    public async Task A_scale_out_report_fits_the_screen_too_with_everything_unfolded(int width)
    {
        var page = await browser.OpenAsync(width, folder: Browser.ScaleOut);
        await page.EvaluateAsync("for (const each of document.querySelectorAll('details')) each.open = true");

        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(Texts(await page.EvaluateAsync(Overlaps)));
        Assert.Empty(Texts(await page.EvaluateAsync(Cut)));
        Assert.Empty(Texts(await page.EvaluateAsync(TooFaint)));
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1400)]
    public async Task It_fits_the_screen_and_no_text_covers_another(int width)
    {
        var page = await browser.OpenAsync(width);

        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(Texts(await page.EvaluateAsync(Overlaps)));
        Assert.Empty(Texts(await page.EvaluateAsync(Cut)));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_text_stands_out_from_what_is_behind_it(ColorScheme scheme)
    {
        var page = await browser.OpenAsync(1400, scheme: scheme);

        Assert.Empty(Texts(await page.EvaluateAsync(TooFaint)));
    }

    [Fact]
    public async Task Verdicts_come_before_tables_and_plots()
    {
        var page = await browser.OpenAsync(390);

        var verdict = (await page.Locator(".verdicts .badge").First.BoundingBoxAsync())!;
        var table = (await page.Locator("table:visible").First.BoundingBoxAsync())!;
        Assert.True(verdict.Y < table.Y);
        Assert.Contains("vm-bridged is made up to be slower", await page.Locator(".verdicts .sentence").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_click_on_a_column_sorts_its_rows_up_and_then_down()
    {
        var page = await browser.OpenAsync(1400);
        var table = page.Locator("#phases table").First;
        var throughput = table.Locator("thead th", new() { HasText = "Throughput" });

        await throughput.Locator("button").ClickAsync();
        Assert.Equal("ascending", await throughput.GetAttributeAsync("aria-sort"));
        var up = await Values(table);
        await throughput.Locator("button").ClickAsync();
        var down = await Values(table);

        Assert.Equal(4, up.Count);
        Assert.Equal(up.Order(), up);
        Assert.Equal(up.OrderDescending(), down);
    }

    [Fact]
    public async Task Sorting_a_layer_table_keeps_its_layers_together()
    {
        var page = await browser.OpenAsync(1400);
        var table = page.Locator("#layers table", new() { HasText = "Transport" }).Last;

        await table.Locator("thead th", new() { HasText = "Duration" }).Locator("button").ClickAsync();

        foreach (var body in await table.Locator("tbody").AllAsync())
            Assert.Equal("group", await body.Locator("tr").First.GetAttributeAsync("class"));
    }

    [Fact]
    public async Task Hovering_over_a_run_in_a_plot_tells_its_value()
    {
        var page = await browser.OpenAsync(1400);

        await page.Locator("#plots .mark").Last.HoverAsync();

        Assert.Contains("×", await page.Locator(".bubble").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_everything_is_there_to_read()
    {
        var page = await browser.OpenAsync(390, scripts: false);

        Assert.True(await page.Locator(".verdicts li").CountAsync() >= 8);
        Assert.True(await page.Locator("#layers td").First.IsVisibleAsync());
        Assert.Equal(await page.Locator("figure").CountAsync(), await page.Locator("figure svg text").EvaluateAllAsync<int>("all => new Set(all.map(each => each.closest('figure'))).size"));
    }

    [Fact]
    public async Task It_prints_as_pages_that_keep_every_section()
    {
        var page = await browser.OpenAsync(718); // A4 less its margins
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(718, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        var pdf = await page.PdfAsync(new() { Format = "A4" });

        Assert.True(pdf.AsSpan().StartsWith("%PDF"u8));
        Assert.Empty(browser.Complaints);
    }

    private static async Task<List<double>> Values(ILocator table) =>
        [.. await table.Locator("tbody td:nth-child(8)").EvaluateAllAsync<double[]>("all => all.map(each => Number(each.dataset.value))")];

    private static IEnumerable<string> Texts(JsonElement? list) => list!.Value.EnumerateArray().Select(each => each.GetString()!);
}
