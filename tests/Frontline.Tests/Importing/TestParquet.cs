using DuckDB.NET.Data;

namespace Frontline.Tests.Importing;

/// <summary>Parquet files as another program writes them.</summary>
internal static class TestParquet
{
    /// <param name="path">Where to.</param>
    /// <param name="select">What stands in the file, in SQL.</param>
    /// <param name="options">More options of COPY.</param>
    /// <returns>The path.</returns>
    public static string Write(string path, string select, string options = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({select}) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet{options})";
        command.ExecuteNonQuery();
        return path;
    }
}
