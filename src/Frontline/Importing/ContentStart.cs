namespace Frontline.Importing;

/// <summary>Tells what a content is by its first bytes, whatever the file is called.</summary>
internal static class ContentStart
{
    /// <summary>First and last bytes of a Parquet file.</summary>
    public static ReadOnlySpan<byte> ParquetMagic => "PAR1"u8;

    /// <summary>First bytes of a Parquet file whose footer is encrypted.</summary>
    public static ReadOnlySpan<byte> EncryptedParquetMagic => "PARE"u8;

    /// <param name="start">As many bytes as there are, up to a buffer.</param>
    public static ContentForm Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(ParquetMagic) || start.StartsWith(EncryptedParquetMagic))
        {
            return ContentForm.Parquet;
        }

        var text = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        return text.TrimStart(" \t\r\n"u8).StartsWith("{"u8) ? ContentForm.Ndjson : ContentForm.Text;
    }
}
