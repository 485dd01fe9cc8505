namespace Frontline.Enrichment.Vocabulary;

/// <summary>Finds a field by the UTF-8 bytes of its name.</summary>
internal sealed class FieldTable
{
    private readonly FieldDefinition[][] byLength;

    public FieldTable(IReadOnlyList<FieldDefinition> fields)
    {
        Fields = fields;
        byLength = new FieldDefinition[fields.Max(field => field.Utf8Name.Length) + 1][];
        for (var length = 0; length < byLength.Length; length++)
        {
            byLength[length] = [.. fields.Where(field => field.Utf8Name.Length == length)];
        }
    }

    public IReadOnlyList<FieldDefinition> Fields { get; }

    public FieldDefinition? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length >= byLength.Length) return null;
        foreach (var field in byLength[name.Length])
        {
            if (name.SequenceEqual(field.Utf8Name)) return field;
        }

        return null;
    }
}
