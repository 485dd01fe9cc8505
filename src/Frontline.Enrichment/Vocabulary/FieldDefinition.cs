using System.Text;

namespace Frontline.Enrichment.Vocabulary;

/// <summary>One field: what it is called, what it must be, and where it goes.</summary>
internal sealed class FieldDefinition(Column column, string name, FieldGroup group, FieldType type, FieldSetter? setter)
{
    public Column Column { get; } = column;

    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public FieldGroup Group { get; } = group;

    public FieldType Type { get; } = type;

    /// <summary>Null for a field that has no column and is therefore kept in <c>extra</c> as well.</summary>
    public FieldSetter? Setter { get; } = setter;

    /// <summary>Whether the limit for ids applies, rather than that for texts.</summary>
    public bool IsId { get; init; }

    /// <summary>Whether an empty text rejects the event, rather than counting as no value.</summary>
    public bool IsNeverEmpty { get; init; }

    /// <summary>Whether values repeat so much across events that their strings are worth sharing.</summary>
    public bool IsRepetitive { get; init; } = true;
}
