using System.Globalization;

namespace Wiretax.Tests.Reporting;

/// <summary>Runs something as on a machine of another culture.</summary>
internal static class InCulture
{
    /// <param name="name">
    /// The build is invariant and knows no culture's data, so the separators that would show are set by hand.
    /// </param>
    public static T Run<T>(string name, Func<T> run)
    {
        var before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (name.Length > 0)
        {
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            culture.NumberFormat.NegativeSign = "\u2212";
            culture.NumberFormat.PositiveInfinitySymbol = name;
            culture.DateTimeFormat.DateSeparator = "/";
            culture.DateTimeFormat.TimeSeparator = ".";
        }
        CultureInfo.CurrentCulture = culture;
        try
        {
            return run();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
