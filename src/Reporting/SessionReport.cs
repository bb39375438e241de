using Wiretax.Reporting.Figures;
using Wiretax.Reporting.Html;
using Wiretax.Reporting.Markdown;
using Wiretax.Reporting.Plots;
using Wiretax.Reporting.Tables;
using Wiretax.Sessions;

namespace Wiretax.Reporting;

/// <summary>Writes a session's tables, plots and reports into its folder.</summary>
public static class SessionReport
{
    /// <summary>Writes everything anew; what an earlier report left there is replaced, and other files stay.</summary>
    /// <exception cref="SessionException">The folder cannot be written, or its disk is full.</exception>
    public static void Write(SessionRecord record, string folder)
    {
        try
        {
            var workloads = SessionFigures.Of(record);
            var panels = SessionPlots.Of(record, workloads);
            WriteTables(record, Path.Combine(folder, "tables"));
            WritePlots(panels, Path.Combine(folder, "plots"));
            ReplacedFile.Write(Path.Combine(folder, "report.html"), stream =>
            {
                using var text = new StreamWriter(stream, leaveOpen: true);
                HtmlReport.Write(record, workloads, panels, text);
            });
            ReplacedFile.Write(Path.Combine(folder, "report.md"), stream =>
            {
                using var text = new StreamWriter(stream, leaveOpen: true);
                MarkdownReport.Write(record, workloads, text);
            });
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new SessionException($"Cannot write the report into '{folder}': {failed.Message} Make room there, then run 'wiretax report {folder}'.");
        }
    }

    private static void WriteTables(SessionRecord record, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, table) in SessionTables.All(record))
        {
            ReplacedFile.Write(Path.Combine(folder, name + ".csv"), stream =>
            {
                using var text = new StreamWriter(stream, leaveOpen: true);
                CsvFile.Write(table, text);
            });
            ReplacedFile.Write(Path.Combine(folder, name + ".parquet"), stream => ParquetFile.WriteAsync(table, stream).GetAwaiter().GetResult());
        }
    }

    private static void WritePlots(IReadOnlyList<Panel> panels, string folder)
    {
        Directory.CreateDirectory(folder);
        var current = panels.Select(each => each.Name).ToHashSet();
        foreach (var stale in Directory.EnumerateFiles(folder).Where(each => PlotFiles.IsOwn(each) && !current.Contains(Path.GetFileNameWithoutExtension(each))).ToList())
            File.Delete(stale);
        foreach (var panel in panels)
        {
            ReplacedFile.WriteText(Path.Combine(folder, panel.Name + ".svg"), panel.StandaloneSvg());
            ReplacedFile.Write(Path.Combine(folder, panel.Name + ".png"), stream => stream.Write(panel.Png()));
        }
    }
}
