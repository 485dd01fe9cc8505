namespace Frontline.Enrichment.Vocabulary;

/// <summary>Where a field stands, and with that what happens to a value that does not fit.</summary>
internal enum FieldGroup
{
    /// <summary>In the event itself. A value that does not fit rejects the event.</summary>
    Envelope,

    /// <summary>In the event or in a context. A value that does not fit is kept in <c>extra</c> and flagged: a device's oddity costs no event.</summary>
    Context,

    /// <summary>In the props of a built-in event. A value that does not fit rejects the event.</summary>
    Prop,
}
