namespace Frontline.Enrichment.Reading;

/// <summary>Where in a batch a value stood. A nearer place (a smaller value) wins.</summary>
internal enum Place : byte
{
    /// <summary>In the event's <c>props</c>.</summary>
    Props,

    /// <summary>In the event itself.</summary>
    Event,

    /// <summary>In the event's own <c>context</c>.</summary>
    EventContext,

    /// <summary>In the batch's <c>context</c>.</summary>
    BatchContext,

    /// <summary>Beside the batch's <c>events</c>.</summary>
    Batch,
}
