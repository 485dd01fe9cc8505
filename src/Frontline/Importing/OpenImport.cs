namespace Frontline.Importing;

/// <summary>The rows of a content that is open, and how far they are read.</summary>
internal sealed class OpenImport : IDisposable
{
    private readonly Func<double> share;

    private OpenImport(IImportRows rows, Func<double> share)
    {
        Rows = rows;
        this.share = share;
    }

    public IImportRows Rows { get; }

    /// <summary>From 0 to 1.</summary>
    public double Share => share();

    /// <param name="content">What was inspected.</param>
    /// <param name="mapping">How rows become events; null when they are events.</param>
    /// <exception cref="ImportFileException">The file was changed since, or its beginning cannot be read.</exception>
    /// <exception cref="ImportMappingException">The mapping does not fit the file.</exception>
    public static OpenImport Of(ImportContent content, ImportMapping? mapping)
    {
        if (content.Form == ContentForm.Parquet)
        {
            content.RequireUnchanged();
            var parquet = new ParquetRows(content.Path, mapping);
            return new OpenImport(parquet, () => parquet.Share);
        }

        var (stream, below) = content.Open();
        try
        {
            return new OpenImport(RowsOf(content, mapping, stream), () => (double)below.Position / Math.Max(1, below.Length));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Dispose() => Rows.Dispose();

    // Columns are named in a mapping only for CSV without a header, which then may begin with a brace.
    private static IImportRows RowsOf(ImportContent content, ImportMapping? mapping, Stream stream) =>
        mapping is null ? new NdjsonRows(stream)
        : content.Form == ContentForm.Ndjson && mapping.Columns is null ? new MappedNdjsonRows(stream, mapping)
        : new CsvRows(stream, content.Path, mapping);
}
