namespace Frontline.Enrichment.Vocabulary;

/// <summary>What a field's value must be. docs/specs/event.md, "Types".</summary>
internal enum FieldType
{
    /// <summary>Text, exactly as sent: no step touches it.</summary>
    Verbatim,

    /// <summary>Text, trimmed and in NFC.</summary>
    Text,

    /// <summary>An integer of 32 bits.</summary>
    Int32,

    /// <summary>An integer of 64 bits.</summary>
    Int64,

    /// <summary>A number; a double keeps it.</summary>
    Real,

    /// <summary>An exact decimal, as a number or as text.</summary>
    Amount,

    /// <summary>A time: RFC 3339 text or Unix milliseconds.</summary>
    Time,

    Boolean,
}
