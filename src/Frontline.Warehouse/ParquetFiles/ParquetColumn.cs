namespace Frontline.Warehouse.ParquetFiles;

/// <summary>A column of a Parquet file, in the file's order.</summary>
public sealed record ParquetColumn(string Name, ParquetType Type);
