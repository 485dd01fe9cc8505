namespace Frontline.Warehouse.ParquetFiles;

/// <summary>A Parquet file that cannot be read; the message is a sentence without the file's name.</summary>
public sealed class ParquetFileException(string message, Exception? inner = null) : Exception(message, inner);
