using DuckDB.NET.Data;

namespace Frontline.Warehouse.DuckDb;

internal static class DuckDbConnectionExtensions
{
    /// <summary>Runs statements; returns the rows changed by the last one.</summary>
    public static long Execute(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null when there is none or it is null.</summary>
    public static object? Scalar(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is var value and not DBNull ? value : null;
    }

    /// <summary>The first column of every row.</summary>
    public static IReadOnlyList<string> Column(this DuckDBConnection connection, string sql) => connection.Rows(sql, row => row.GetString(0));

    public static IReadOnlyList<T> Rows<T>(this DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public static string? StringOrNull(this DuckDBDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
}
