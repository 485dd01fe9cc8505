using Frontline.Warehouse.Queries;
using ParquetSharp;
using ParquetSharp.Arrow;

namespace Frontline.Warehouse.Output;

/// <summary>A Parquet file, zstd-compressed, with the result's own types. It is written to a temporary file first: its library knows only blocking streams.</summary>
public sealed class ParquetResultWriter : IResultWriter
{
    private const int BufferBytes = 128 * 1024;

    public string ContentType => "application/vnd.apache.parquet";

    public async Task WriteAsync(QueryResult result, Stream output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        var temporary = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (temporary.ConfigureAwait(false))
        {
            using (var properties = new WriterPropertiesBuilder().Compression(Compression.Zstd).Build())
            using (var writer = new FileWriter(temporary, result.Schema, properties, leaveOpen: true))
            {
                while (await result.ReadAsync(cancellation).ConfigureAwait(false) is { } batch)
                {
                    using (batch)
                    {
                        writer.WriteBufferedRecordBatch(batch);
                    }
                }

                writer.Close();
            }

            temporary.Position = 0;
            await temporary.CopyToAsync(output, cancellation).ConfigureAwait(false);
        }
    }
}
