using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Reading;

/// <summary>What the events of a batch have in common, worked out once: typed values for the columns an event does not fill itself.</summary>
internal sealed class BatchContext(EventDraft draft)
{
    private readonly List<(FieldDefinition Field, TypedValue Typed, EventFlags Flags)> values = [];

    /// <summary>The context as read: its unknown members, values that did not fit, and violations, which every event of the batch shares.</summary>
    public EventDraft Draft { get; } = draft;

    public IReadOnlyList<(FieldDefinition Field, TypedValue Typed, EventFlags Flags)> Values => values;

    /// <summary>The column <c>extra</c> of an event without unknown fields of its own.</summary>
    public string? Extra { get; set; }

    /// <summary>The column <c>extra</c> of the last such event for which something was looked up, by what that was.</summary>
    public (string? Region, string? Os, string Extra)? EnrichedExtra { get; set; }

    /// <summary>Where in the body the members beside <c>events</c> stand.</summary>
    public List<Range> Members { get; } = [];

    /// <summary>Bytes of those members.</summary>
    public long Bytes { get; set; }

    /// <summary>All that stood beside <c>events</c>, as a JSON object; made when an event first needs it.</summary>
    public ReadOnlyMemory<byte>? AsSent { get; set; }

    public void Begin()
    {
        values.Clear();
        Draft.Begin();
        Extra = null;
        EnrichedExtra = null;
        Members.Clear();
        Bytes = 0;
        AsSent = null;
    }

    public void Add(FieldDefinition field, in TypedValue typed, EventFlags flags) => values.Add((field, typed, flags));
}
