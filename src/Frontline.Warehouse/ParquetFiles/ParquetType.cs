namespace Frontline.Warehouse.ParquetFiles;

/// <summary>The type of a column, or of a part of one.</summary>
public sealed record ParquetType
{
    public required ParquetKind Kind { get; init; }

    /// <summary>As the engine writes it, for messages: <c>DECIMAL(9,2)</c>, <c>VARCHAR[]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The members of a struct, the key and the value of a map, the element of a list; empty otherwise.</summary>
    public IReadOnlyList<(string Name, ParquetType Type)> Parts { get; init; } = [];

    /// <summary>Whether a cell holds JSON: because it is marked so, or because it has parts.</summary>
    public bool IsJson => Kind is ParquetKind.Json or ParquetKind.List or ParquetKind.Struct or ParquetKind.Map;
}
