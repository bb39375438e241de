using Microsoft.Playwright;
using Wiretax.Reporting;

namespace Wiretax.Tests.Reporting.Html;

/// <summary>The report of the made-up session, and a real browser to open it from the file system.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Folder of the report of a scale-out session.</summary>
    public const string ScaleOut = "scale-out";

    private const string Chromium = "/usr/bin/chromium";

    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What the page said on its console, threw, or asked of any network.</summary>
    public List<string> Complaints { get; } = [];

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        SessionReport.Write(MadeUpSession.Create(), _folder.Path);
        SessionReport.Write(MadeUpLoad.ScaleOut(), Directory.CreateDirectory(Path.Combine(_folder.Path, ScaleOut)).FullName);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task<IPage> OpenAsync(int width, bool scripts = true, ColorScheme scheme = ColorScheme.Light, string folder = "")
    {
        if (_browser is null)
            Assert.Skip($"There is no browser at {Chromium}; to install: apt-get install --no-install-recommends -y chromium");
        var page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = scripts, ColorScheme = scheme });
        page.Console += (_, message) => Complaints.Add($"console: {message.Text}");
        page.PageError += (_, error) => Complaints.Add($"error: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.EndsWith("/report.html", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                Complaints.Add($"request: {request.Url}");
        };
        await page.GotoAsync(new Uri(Path.Combine(_folder.Path, folder, "report.html")).AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _folder.Dispose();
    }
}
