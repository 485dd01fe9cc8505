using System.Buffers;

namespace Frontline.Importing;

/// <summary>The rows of a file, in order, each becoming lines of events.</summary>
internal interface IImportRows : IDisposable
{
    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="ImportFileException">The file cannot be read on.</exception>
    bool Read();

    /// <summary>Writes the current row's events, each followed by a line feed. A row that cannot be converted becomes one event that says so, for the Enricher to reject.</summary>
    /// <returns>How many events were written; 0 when the mapping makes none of this row.</returns>
    int WriteEvents(long row, IBufferWriter<byte> output);
}
