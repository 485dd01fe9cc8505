using System.Numerics;
using Frontline.Core.Events;
using Frontline.Enrichment.Values;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Reading;

/// <summary>
/// One event while it is worked on: values on their way to columns, members without one, violations and flags.
/// Reused for event after event; it belongs to one thread.
/// </summary>
internal sealed class EventDraft(int violationsMax)
{
    private readonly FieldValue[] values = new FieldValue[Vocabulary.Fields.All.Length];
    private ulong present;
    private ulong seenInEvent;
    private ulong seenInContext;

    /// <summary>The whole event as sent.</summary>
    public JsonValue Whole { get; set; }

    /// <summary>The event's <c>props</c>; default when there are none.</summary>
    public JsonValue PropsValue { get; set; }

    /// <summary>Unknown members of the event itself.</summary>
    public MemberList Unknown { get; } = new();

    /// <summary>Unknown members of the event's own context.</summary>
    public MemberList UnknownContext { get; } = new();

    /// <summary>The members of <c>props</c>.</summary>
    public MemberList Props { get; } = new();

    /// <summary>Indices of the props that went into columns, so that they need not be kept twice.</summary>
    public List<int> TakenProps { get; } = [];

    /// <summary>Values of the event that are kept in <c>extra</c> as sent, though their name is known.</summary>
    public List<FieldValue> Kept { get; } = [];

    public ViolationList Violations { get; } = new(violationsMax);

    public EventFlags Flags { get; set; }

    /// <summary>The columns so far.</summary>
    public EventFields Fields { get; private set; } = new();

    /// <summary>What the platform knows of this event's name.</summary>
    public BuiltInEvent BuiltIn { get; set; } = BuiltInEvents.Find("");

    /// <summary>Columns that have a value, one bit each.</summary>
    public ulong Present => present;

    /// <summary>False once the event is known to be too large: then only what identifies it is still read.</summary>
    public bool IsCollecting { get; set; }

    /// <summary>Whether the event has a <c>context</c> of its own.</summary>
    public bool HasOwnContext { get; set; }

    public bool SaysServer { get; set; }

    public bool SaysSourceIsServer { get; set; }

    /// <summary>Whether a server made the event, rather than the player's device.</summary>
    public bool IsServerMade => SaysServer || SaysSourceIsServer;

    /// <summary>Looked up, in ISO 3166-2; null when unknown.</summary>
    public string? Region { get; set; }

    /// <summary>Whether something was looked up that has no column.</summary>
    public bool IsEnriched => Region is not null || Os is not null;

    /// <summary>The family of the operating system, read from the user agent; null when unknown.</summary>
    public string? Os { get; set; }

    /// <summary>Whether a browser may have sent the event, so that the request's user agent tells of the player's device: a web build, or nobody says.</summary>
    public bool IsFromBrowser => !IsServerMade && Fields.Platform is null or Platforms.Web;

    public void Begin()
    {
        present = seenInEvent = seenInContext = 0;
        Whole = default;
        PropsValue = default;
        Unknown.Clear();
        UnknownContext.Clear();
        Props.Clear();
        TakenProps.Clear();
        Kept.Clear();
        Violations.Clear();
        Flags = EventFlags.None;
        Fields = new EventFields();
        BuiltIn = BuiltInEvents.Find("");
        IsCollecting = true;
        HasOwnContext = false;
        SaysServer = SaysSourceIsServer = false;
        Region = Os = null;
    }

    public bool Has(FieldDefinition field) => (present & Bit(field.Column)) != 0;

    public ref FieldValue this[Column column] => ref values[(int)column];

    /// <summary>Adds a value sent. False when the same object had that name before. A value further away than one already there is kept aside.</summary>
    public bool TryAdd(in FieldValue value)
    {
        var bit = Bit(value.Field.Column);
        ref var seen = ref (value.Place is Place.EventContext or Place.BatchContext ? ref seenInContext : ref seenInEvent);
        if ((seen & bit) != 0) return false;
        seen |= bit;
        // null says that there is nothing.
        if (value.Json.Kind == ValueKind.Null) return true;
        ref var slot = ref values[(int)value.Field.Column];
        if ((present & bit) == 0)
        {
            slot = value;
            present |= bit;
        }
        else if (value.Place < slot.Place)
        {
            Kept.Add(slot);
            slot = value;
        }
        else
        {
            Kept.Add(value);
        }

        return true;
    }

    /// <summary>The first column of a set, which is taken out of it.</summary>
    public static Column TakeFirst(ref ulong columns)
    {
        var column = BitOperations.TrailingZeroCount(columns);
        columns &= columns - 1;
        return (Column)column;
    }

    private static ulong Bit(Column column) => 1UL << (int)column;
}
