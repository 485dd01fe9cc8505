using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;

namespace Frontline.Lake.Rows;

/// <summary>A row while its columns are read one after another; reused from block to block.</summary>
internal sealed class RowBuilder
{
    public Outcome Outcome { get; set; }

    public string? Game { get; set; }

    public long Entry { get; set; }

    public string? Log { get; set; }

    public long Position { get; set; }

    public int Index { get; set; }

    public int Count { get; set; }

    public Timestamp ReceivedAt { get; set; }

    public WriteKeyKind Key { get; set; }

    public UInt128 Identity { get; set; }

    public string? ImportHash { get; set; }

    public long? ImportRow { get; set; }

    public int? ImportNumber { get; set; }

    public string? ImportMapping { get; set; }

    public RejectId? ReplayOf { get; set; }

    public Timestamp? RecordedAt { get; set; }

    public EventFields Event { get; private set; } = new();

    public long PlayerKey { get; set; }

    public Timestamp Time { get; set; }

    public long ClockOffsetMicros { get; set; }

    public bool Live { get; set; }

    public bool RepeatTransaction { get; set; }

    public string? Stage { get; set; }

    public string? Violations { get; set; }

    public string? Processor { get; set; }

    public byte[]? Payload { get; set; }

    public byte[]? Context { get; set; }

    public DuplicateOf? DuplicateOf { get; set; }

    /// <summary>Forgets the row before; the folder says the outcome of a sealed file's rows.</summary>
    public void Start(Outcome outcome)
    {
        Outcome = outcome;
        Identity = 0;
        Event = new EventFields();
        (ImportHash, ImportRow, ImportNumber, ImportMapping) = (null, null, null, null);
        (ReplayOf, RecordedAt) = (null, null);
        (PlayerKey, Time, ClockOffsetMicros, Live, RepeatTransaction) = (0, default, 0, false, false);
        (Stage, Violations, Processor, Payload, Context, DuplicateOf) = (null, null, null, null, null, null);
    }

    /// <exception cref="InvalidDataException">The columns contradict each other.</exception>
    public RecordedRow Build() => new()
    {
        Outcome = Outcome,
        Game = Game!,
        Entry = Entry,
        Receipt = new Receipt(Log!, Position, Index, Count),
        ReceivedAt = ReceivedAt,
        Key = Key,
        Identity = LakeColumns.HasIdentity(Event) ? Core.Events.Identity.OfEventId(Game!, Event.PlayerId!, Event.EventId!) : Identity,
        ImportHash = ImportHash,
        ImportRow = ImportRow,
        ImportNumber = ImportNumber,
        ImportMapping = ImportMapping,
        ReplayOf = ReplayOf,
        RecordedAt = RecordedAt,
        Event = Event,
        PlayerKey = PlayerKey,
        Time = Time,
        ClockOffsetMicros = ClockOffsetMicros,
        Live = Live,
        RepeatTransaction = RepeatTransaction,
        Reject = Outcome == Outcome.Reject ? BuildReject() : null,
        DuplicateOf = DuplicateOf,
    };

    private Reject BuildReject() => new()
    {
        Stage = Stage ?? throw new InvalidDataException("A reject has no stage."),
        Violations = JsonSerializer.Deserialize(Violations ?? throw new InvalidDataException("A reject has no violations."), RowJson.Default.ViolationArray) ?? [],
        Processor = Processor ?? "",
        Payload = Payload ?? [],
        BatchContext = Context,
    };
}
