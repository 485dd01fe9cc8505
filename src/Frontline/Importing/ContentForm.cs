namespace Frontline.Importing;

/// <summary>What a content is, as its first bytes tell.</summary>
internal enum ContentForm
{
    /// <summary>Text that is no JSON object: CSV, or lines of which the first is faulty.</summary>
    Text = 0,

    /// <summary>Text that begins with a brace.</summary>
    Ndjson = 1,

    Parquet = 2,
}
