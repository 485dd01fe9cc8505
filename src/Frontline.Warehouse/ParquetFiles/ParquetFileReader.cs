using DuckDB.NET.Data;
using Frontline.Warehouse.DuckDb;

namespace Frontline.Warehouse.ParquetFiles;

/// <summary>
/// A Parquet file from anywhere, read in the order of its rows with every cell as text, by an engine of its own in memory. Memory does not grow with the file. One thread at a time.
/// </summary>
/// <remarks>
/// Text is what a CSV file would have: decimals exact, moments as ISO 8601 in UTC to the microsecond (a local time too, with <c>Z</c>: who knows its zone applies it), lists, structs and maps as JSON,
/// byte arrays that nobody marked as text too, where they are UTF-8.
/// </remarks>
public sealed class ParquetFileReader : IDisposable
{
    // One thread reads row groups one after the other; with more, each would hold one.
    private const string Options = "DataSource=:memory:;threads=1;memory_limit=512MB;autoinstall_known_extensions=false";

    /// <summary>Rows between two reports, about as many as the engine hands over at a time.</summary>
    private const int RowsPerReport = 2_048;

    private readonly DuckDBConnection connection = new(Options);
    private readonly string source;

    /// <exception cref="ParquetFileException">It is no Parquet file, was not written to its end, is encrypted, or has two columns that cannot be told apart.</exception>
    public ParquetFileReader(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        connection.Open();
        var file = SqlText.Literal(WithoutWildcards(Path.GetFullPath(path)));
        source = $"read_parquet({file}, hive_partitioning = false, binary_as_string = true)";
        try
        {
            Columns = connection.Rows($"DESCRIBE SELECT * FROM {source}", row => new ParquetColumn(row.GetString(0), ParquetTypeReader.Read(row.GetString(1))));
            RequireOwnNames(connection.Column($"SELECT name FROM parquet_schema({file})").ToHashSet(StringComparer.Ordinal));
            RowCount = Convert.ToInt64(connection.Scalar($"SELECT count(*) FROM {source}"), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (DuckDBException exception)
        {
            connection.Dispose();
            throw new ParquetFileException(Sentence(exception), exception);
        }
        catch (ParquetFileException)
        {
            connection.Dispose();
            throw;
        }
    }

    public IReadOnlyList<ParquetColumn> Columns { get; }

    public long RowCount { get; }

    /// <summary>Reads columns to their end, so that damage is found before anything is done with the rows.</summary>
    /// <param name="columns">Which.</param>
    /// <param name="report">Takes the rows read so far.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="ParquetFileException">Which column cannot be read, and about where.</exception>
    public void Check(IReadOnlyList<ParquetColumn> columns, Action<long> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(report);
        if (columns.Count == 0 || ReadToEnd(columns, report, cancellation) is not { } together)
        {
            return;
        }

        foreach (var column in columns)
        {
            if (ReadToEnd([column], static _ => { }, cancellation) is { } fault)
            {
                throw new ParquetFileException($"Column '{column.Name}' cannot be read behind row {fault.Row}: {fault.Sentence}");
            }
        }

        throw new ParquetFileException($"It cannot be read behind row {together.Row}: {together.Sentence}");
    }

    /// <summary>The rows from the first one on. Dispose of it before another call.</summary>
    /// <exception cref="ParquetFileException">The rows cannot be read.</exception>
    public ParquetRowCursor Read(IReadOnlyList<ParquetSelection> selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var cells = selection.Select((one, i) => $"{(one.AsJson ? ParquetCells.Json(one.Column.Type, ParquetCells.Name(one.Column.Name)) : ParquetCells.Text(one.Column.Type, ParquetCells.Name(one.Column.Name)))} AS c{i}");
        return new ParquetRowCursor(Stream($"SELECT {string.Join(", ", cells.DefaultIfEmpty("NULL"))} FROM {source}"));
    }

    public void Dispose() => connection.Dispose();

    /// <summary>An engine's error as a sentence: without its kind, the file's name and the SQL it stands in.</summary>
    internal static string Sentence(DuckDBException exception)
    {
        var line = exception.Message.Split('\n', 2)[0].Trim();
        var kind = line.IndexOf(" Error: ", StringComparison.Ordinal);
        line = kind < 0 ? line : line[(kind + " Error: ".Length)..];
        var quoted = line.StartsWith("Failed to read file \"", StringComparison.Ordinal) ? line.IndexOf("\": ", StringComparison.Ordinal) : -1;
        return (quoted < 0 ? line : line[(quoted + 3)..]).TrimEnd('.') + ".";
    }

    // To the engine case does not matter in names; it gives the second of two a name of its own.
    private void RequireOwnNames(HashSet<string> names)
    {
        if (Columns.FirstOrDefault(column => !names.Contains(column.Name)) is { } renamed)
        {
            throw new ParquetFileException($"Two columns have the same name, or names that differ in case only, such as '{renamed.Name[..Math.Max(1, renamed.Name.LastIndexOf('_'))]}'. Rename one.");
        }
    }

    private (long Row, string Sentence)? ReadToEnd(IReadOnlyList<ParquetColumn> columns, Action<long> report, CancellationToken cancellation)
    {
        var row = 0L;
        try
        {
            // A hash needs every value, where a count would leave the pages packed.
            using var rows = new ParquetRowCursor(Stream($"SELECT hash({string.Join(", ", columns.Select(column => ParquetCells.Name(column.Name)))}) FROM {source}"));
            for (; rows.Read(); row++)
            {
                if (row % RowsPerReport == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    report(row);
                }
            }

            return null;
        }
        catch (ParquetFileException exception)
        {
            return (row, exception.Message);
        }
    }

    private DuckDBCommand Stream(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        return command;
    }

    // The engine takes the name for a pattern; in brackets a character means itself.
    private static string WithoutWildcards(string path) => string.Concat(path.Select(character => character is '*' or '?' or '[' ? $"[{character}]" : character.ToString()));
}
