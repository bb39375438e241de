using Microsoft.Data.Analysis;
using Parquet;
using Parquet.Schema;
using Wiretax.Reporting.Tables;

namespace Wiretax.Tests.Reporting.Tables;

public sealed class ParquetFileTests
{
    [Fact]
    public async Task Every_cell_of_every_table_is_read_back_as_it_was()
    {
        foreach (var (name, table) in SessionTables.All(MadeUpSession.Create()))
        {
            using var file = new MemoryStream();
            await ParquetFile.WriteAsync(table, file);
            file.Position = 0;

            await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: TestContext.Current.CancellationToken);
            using var group = reader.OpenRowGroupReader(0);
            Assert.Equal(table.Columns.Select(each => each.Name), reader.Schema.DataFields.Select(each => each.Name));
            foreach (var (column, field) in table.Columns.Zip(reader.Schema.DataFields))
                Assert.True(column.Cast<object?>().SequenceEqual(await ReadAsync(group, field, (int)table.Rows.Count)), $"{name}.{column.Name} differs");
        }
    }

    [Fact]
    public async Task A_table_without_rows_keeps_its_columns()
    {
        var table = SessionTables.Runs(MadeUpSession.Create() with { Runs = [] });
        using var file = new MemoryStream();
        await ParquetFile.WriteAsync(table, file);
        file.Position = 0;

        await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(table.Columns.Count, reader.Schema.DataFields.Length);
    }

    [Fact]
    public async Task A_column_of_another_type_is_named()
    {
        var table = new DataFrame(new DateTimeDataFrameColumn("when", 1));

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => ParquetFile.WriteAsync(table, new MemoryStream()));

        Assert.Contains("'when'", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<object?>> ReadAsync(ParquetRowGroupReader group, DataField field, int rows)
    {
        if (field.ClrType == typeof(long))
            return await ReadAsync<long>(group, field, rows);
        if (field.ClrType == typeof(double))
            return await ReadAsync<double>(group, field, rows);
        if (field.ClrType == typeof(bool))
            return await ReadAsync<bool>(group, field, rows);
        var text = new string?[rows];
        await group.ReadAsync(field, text.AsMemory()!);
        return text;
    }

    private static async Task<IEnumerable<object?>> ReadAsync<T>(ParquetRowGroupReader group, DataField field, int rows)
        where T : struct
    {
        var cells = new T?[rows];
        await group.ReadAsync<T>(field, cells.AsMemory());
        return cells.Cast<object?>();
    }
}
