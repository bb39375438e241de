using Microsoft.Data.Analysis;

namespace Wiretax.Reporting.Tables;

/// <summary>Columns over rows of one kind, as a DataFrame. A null stays a null.</summary>
internal sealed class TableBuilder<T>(IReadOnlyList<T> rows)
{
    private readonly List<DataFrameColumn> _columns = [];

    public TableBuilder<T> Text(string name, Func<T, string?> cell) => Add(new StringDataFrameColumn(name, rows.Select(cell)));

    public TableBuilder<T> Whole(string name, Func<T, long?> cell) => Add(new Int64DataFrameColumn(name, rows.Select(cell)));

    public TableBuilder<T> Number(string name, Func<T, double?> cell) => Add(new DoubleDataFrameColumn(name, rows.Select(cell)));

    public TableBuilder<T> Flag(string name, Func<T, bool?> cell) => Add(new BooleanDataFrameColumn(name, rows.Select(cell)));

    public DataFrame Build() => new(_columns);

    private TableBuilder<T> Add(DataFrameColumn column)
    {
        _columns.Add(column);
        return this;
    }
}
