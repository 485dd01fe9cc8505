using System.Text;
using CsvHelper;
using Frontline.Importing;
using Frontline.Lake.Books;

namespace Frontline.Books;

/// <summary>The rows of a CSV file with a header, gzipped or not, with their lines.</summary>
internal sealed class BookCsv : IDisposable
{
    private const int RecordBytesMax = 1 << 20;

    private readonly CsvReader reader;
    private bool malformed;

    private BookCsv(string path, string hash, Stream stream)
    {
        Path = path;
        File = new BookFile(System.IO.Path.GetFileName(path), hash);
        reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            HasHeader = true,
            Encoding = Encoding.UTF8,
            MaxRecordSize = RecordBytesMax,
            TrackLineNumbers = true,
            OnMalformedRecord = _ => malformed = true,
        });
        reader.ReadHeader();
        Header = [.. reader.Headers.Select(name => name.Trim().TrimStart('\uFEFF'))];
    }

    public string Path { get; }

    public BookFile File { get; }

    public IReadOnlyList<string> Header { get; }

    public long Line => reader.LineNumber;

    /// <exception cref="ImportFileException">It cannot be read to its end, or is no text.</exception>
    /// <exception cref="BookFileException">Its header cannot be read.</exception>
    public static async Task<BookCsv> OpenAsync(string path, CancellationToken cancellation)
    {
        var content = await ImportContent.InspectAsync(path, requireUtf8: true, _ => { }, cancellation).ConfigureAwait(false);
        try
        {
            var csv = new BookCsv(path, content.Hash, content.Open().Content);
            return csv.Header.Count > 0 ? csv : throw new BookFileException([$"{path} is empty; a header row is expected. Nothing was imported."]);
        }
        catch (CsvFormatException exception)
        {
            throw new BookFileException([$"{path}: line {exception.LineNumber}: {exception.Message} Nothing was imported."]);
        }
    }

    /// <summary>The next row whose quoting and number of fields are right; others are problems.</summary>
    public bool Read(BookProblems problems)
    {
        try
        {
            while (true)
            {
                malformed = false;
                if (!reader.Read())
                {
                    return false;
                }

                if (malformed)
                {
                    problems.Add(Path, Line, null, "The quoting is wrong.");
                }
                else if (reader.FieldCount != Header.Count)
                {
                    problems.Add(Path, Line, null, $"The row has {reader.FieldCount} fields; {Header.Count} are expected.");
                }
                else
                {
                    return true;
                }
            }
        }
        catch (CsvFormatException exception)
        {
            problems.Add(Path, exception.LineNumber, null, exception.Message);
            return false;
        }
    }

    public string Cell(int index) => reader.GetString(index);

    public void Dispose() => reader.Dispose();
}
