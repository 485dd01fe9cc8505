namespace Frontline.Warehouse.ParquetFiles;

/// <summary>A column to read, and whether its cells are wanted as JSON values (texts in quotes) or as bare text.</summary>
public readonly record struct ParquetSelection(ParquetColumn Column, bool AsJson);
