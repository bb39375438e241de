using System.Globalization;
using Microsoft.Data.Analysis;
using Wiretax.Reporting.Tables;

namespace Wiretax.Tests.Reporting.Tables;

public sealed class CsvFileTests
{
    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Numbers_are_the_same_under_every_culture(string culture)
    {
        var table = new DataFrame(
            new StringDataFrameColumn("text", ["plain", "comma, quote \" and\nline", null!]),
            new Int64DataFrameColumn("whole", new long?[] { 40_000_193, -1, null }),
            new DoubleDataFrameColumn("number", new double?[] { 0.1, 1234567.5, null }),
            new BooleanDataFrameColumn("flag", new bool?[] { true, false, null }));

        var text = InCulture.Run(culture, () =>
        {
            using var output = new StringWriter(CultureInfo.CurrentCulture);
            CsvFile.Write(table, output);
            return output.ToString();
        });

        Assert.Equal("text,whole,number,flag\nplain,40000193,0.1,true\n\"comma, quote \"\" and\nline\",-1,1234567.5,false\n,,,\n", text);
    }

    [Fact]
    public void What_is_written_can_be_loaded_again()
    {
        var table = SessionTables.Layers(MadeUpSession.Create());
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        CsvFile.Write(table, output);

        var loaded = DataFrame.LoadCsvFromString(
            output.ToString(), dataTypes: [.. table.Columns.Select(each => each.DataType)], cultureInfo: CultureInfo.InvariantCulture);

        Assert.Equal(table.Columns.Select(each => each.Name), loaded.Columns.Select(each => each.Name));
        Assert.All(table.Columns, column => Assert.Equal(column.Cast<object?>(), loaded[column.Name].Cast<object?>()));
    }
}
