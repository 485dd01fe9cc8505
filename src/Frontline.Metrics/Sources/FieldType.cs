namespace Frontline.Metrics.Sources;

/// <summary>What the values of a field are.</summary>
public enum FieldType
{
    Text,
    Number,
    Boolean,
    Date,
    Time,

    /// <summary>A free prop: JSON, taken as what it is compared with.</summary>
    Json,
}
