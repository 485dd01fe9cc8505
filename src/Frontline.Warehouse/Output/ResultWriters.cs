namespace Frontline.Warehouse.Output;

/// <summary>The formats a result can be written in.</summary>
public static class ResultWriters
{
    private static readonly Dictionary<string, IResultWriter> ByName = new()
    {
        ["json"] = new JsonResultWriter(),
        ["csv"] = new CsvResultWriter(),
        ["parquet"] = new ParquetResultWriter(),
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The writer of a format, or null for one that is not known.</summary>
    public static IResultWriter? Find(string name) => ByName.GetValueOrDefault(name);
}
