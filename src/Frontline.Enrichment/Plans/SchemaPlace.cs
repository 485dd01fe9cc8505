using Frontline.Enrichment.Plans.Rules;

namespace Frontline.Enrichment.Plans;

/// <summary>A node while it is compiled: where it stands in the files, and what it leads to.</summary>
/// <param name="Document">Its file.</param>
/// <param name="Value">Its place there.</param>
/// <param name="Node">The node.</param>
internal sealed record SchemaPlace(SchemaDocument Document, int Value, SchemaNode Node)
{
    /// <summary>Schemas that judge the same value as this one, each with the place in the file that says so.</summary>
    public List<(SchemaNode Node, int At)> InPlace { get; } = [];

    public PropertiesRule? Properties { get; set; }
}
