using Microsoft.Data.Analysis;
using Parquet;
using Parquet.Schema;

namespace Wiretax.Reporting.Tables;

/// <summary>A DataFrame as Parquet: strings, 64-bit integers, doubles and booleans, all of them nullable.</summary>
public static class ParquetFile
{
    /// <exception cref="NotSupportedException">A column is of a type that this project's tables do not have.</exception>
    public static async Task WriteAsync(DataFrame table, Stream output)
    {
        var fields = table.Columns.Select(Field).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), output);
        using var group = writer.CreateRowGroup();
        foreach (var (column, field) in table.Columns.Zip(fields))
        {
            await (column switch
            {
                StringDataFrameColumn text => group.WriteAsync(field, [.. text]),
                PrimitiveDataFrameColumn<long> whole => group.WriteAsync(field, (ReadOnlyMemory<long?>)whole.ToArray()),
                PrimitiveDataFrameColumn<double> number => group.WriteAsync(field, (ReadOnlyMemory<double?>)number.ToArray()),
                PrimitiveDataFrameColumn<bool> flag => group.WriteAsync(field, (ReadOnlyMemory<bool?>)flag.ToArray()),
                _ => throw Unsupported(column),
            });
        }
        group.CompleteValidate();
    }

    private static DataField Field(DataFrameColumn column) => column switch
    {
        StringDataFrameColumn => new DataField<string>(column.Name, nullable: true),
        PrimitiveDataFrameColumn<long> => new DataField<long?>(column.Name),
        PrimitiveDataFrameColumn<double> => new DataField<double?>(column.Name),
        PrimitiveDataFrameColumn<bool> => new DataField<bool?>(column.Name),
        _ => throw Unsupported(column),
    };

    private static NotSupportedException Unsupported(DataFrameColumn column) =>
        new($"The column '{column.Name}' holds {column.DataType.Name}, which no table of a session does.");
}
