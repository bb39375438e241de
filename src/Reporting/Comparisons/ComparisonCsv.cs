using Wiretax.Analysis.Comparison;
using Wiretax.Reporting.Tables;

namespace Wiretax.Reporting.Comparisons;

/// <summary>A comparison as CSV (RFC 4180): one line a metric, numbers in full, nothing where unknown.</summary>
public static class ComparisonCsv
{
    public static void Write(ComparisonResult result, TextWriter output) => CsvFile.Write(SessionTables.Comparison(result), output);
}
