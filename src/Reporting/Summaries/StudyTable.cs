using Wiretax.Analysis.Accounting;

namespace Wiretax.Reporting.Summaries;

/// <summary>One table in the Workstation study's layout; the first three columns are words, the others figures.</summary>
/// <param name="Rows">Cells as they are printed.</param>
public sealed record StudyTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Source, destination and protocol.</summary>
    public const int WordColumns = 3;
}

/// <summary>A capture as a row of the study's tables.</summary>
/// <param name="Source">Name of the end that asks in a ping, or sends the file; null: as the capture has it.</param>
public sealed record StudyCapture(CaptureSummary Summary, string? Source = null, string? Destination = null);
