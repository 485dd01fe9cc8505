using DuckDB.NET.Data;
using Frontline.Warehouse.DuckDb;

namespace Frontline.Warehouse.ParquetFiles;

/// <summary>Rows as they are read, in the file's order.</summary>
public sealed class ParquetRowCursor : IDisposable
{
    private readonly DuckDBCommand command;
    private readonly DuckDBDataReader reader;

    internal ParquetRowCursor(DuckDBCommand command)
    {
        this.command = command;
        try
        {
            reader = command.ExecuteReader();
        }
        catch (DuckDBException exception)
        {
            command.Dispose();
            throw new ParquetFileException(ParquetFileReader.Sentence(exception), exception);
        }
    }

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="ParquetFileException">The file cannot be read on.</exception>
    public bool Read()
    {
        try
        {
            return reader.Read();
        }
        catch (DuckDBException exception)
        {
            throw new ParquetFileException(ParquetFileReader.Sentence(exception), exception);
        }
    }

    /// <summary>The cell of a selected column; null when it is null.</summary>
    public string? Cell(int index) => reader.StringOrNull(index);

    public void Dispose()
    {
        reader.Dispose();
        command.Dispose();
    }
}
