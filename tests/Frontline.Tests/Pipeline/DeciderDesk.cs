using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Core.State;
using Frontline.Pipeline;
using Frontline.Pipeline.Deciding;
using Frontline.Pipeline.Keyed;
using Frontline.Testing.State;

namespace Frontline.Tests.Pipeline;

/// <summary>A decider over a state in memory: batches go in one by one, rows come out, and the test says when an entry is committed.</summary>
internal sealed class DeciderDesk
{
    public const string Log = "0123456789ab";

    private readonly RecordedState view;
    private readonly RecorderDecider decider;
    private readonly List<DecidedEntry> uncommitted = [];
    private readonly EntryBuilder entry;
    private long position;

    public DeciderDesk(RecorderOptions? options = null, MemoryKeyedState? state = null)
    {
        Options = options ?? new RecorderOptions { StateDirectory = "state" };
        State = state ?? new MemoryKeyedState();
        view = new RecordedState(State, Options);
        decider = new RecorderDecider(view, Options);
        entry = new EntryBuilder(start: 0);
    }

    /// <summary>2026-03-01T12:00:00Z.</summary>
    public static Timestamp Noon { get; } = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public RecorderOptions Options { get; }

    public MemoryKeyedState State { get; }

    public RecordedState View => view;

    /// <summary>The rows of a new batch.</summary>
    public IReadOnlyList<RecordedRow> Send(Timestamp receivedAt, params EventFields[] events) => Send(receivedAt, WriteKeyKind.Production, events);

    public IReadOnlyList<RecordedRow> Send(Timestamp receivedAt, WriteKeyKind key, params EventFields[] events) => Take(Batch(position, position, receivedAt, key, import: null, events));

    public IReadOnlyList<RecordedRow> Import(ImportRange import, params EventFields[] events) => Take(Batch(position, position, Noon, WriteKeyKind.Import, import, events));

    public IReadOnlyList<RecordedRow> Replay(ReplayedRejects replay, Timestamp receivedAt, Timestamp decidedAt, params EventFields[] events) =>
        Take(Batch(position, position, receivedAt, WriteKeyKind.Production, import: null, events, replay), decidedAt);

    /// <summary>The rows of a batch that stands in the Stream where the next one is expected.</summary>
    public IReadOnlyList<RecordedRow> Take(StreamBatch batch, Timestamp? decidedAt = null)
    {
        decider.Decide(batch, decidedAt ?? batch.ReceivedAt, entry);
        position = batch.Position + 1;
        var decided = entry.Cut(view.Cut());
        uncommitted.Add(decided);
        LastEntry = decided;
        return decided.Rows;
    }

    public DecidedEntry? LastEntry { get; private set; }

    /// <summary>Commits what was decided, so that look-ups go to the state.</summary>
    public void Commit(Timestamp recordedAt)
    {
        foreach (var decided in uncommitted)
        {
            var batch = new StateBatch();
            decided.Changes.WriteTo(recordedAt, view.Buckets, Options, batch);
            State.Commit(batch);
            view.Release(decided.Changes);
        }

        uncommitted.Clear();
    }

    public static StreamBatch Batch(long streamPosition, long receiptPosition, Timestamp receivedAt, WriteKeyKind key, ImportRange? import, IReadOnlyList<EventFields> events, ReplayedRejects? replay = null) => new()
    {
        Position = streamPosition,
        Game = "game",
        Key = key,
        ReceivedAt = receivedAt,
        EventCount = events.Count,
        Import = import,
        Replay = replay,
        Items =
        [
            .. events.Select((fields, index) => new StreamItem
            {
                Receipt = new Receipt(Log, receiptPosition, index, events.Count),
                Identity = IdentityOf(fields, import, receiptPosition, index),
                PartitionKey = Identity.PartitionKey("game", fields.PlayerId!),
                Event = fields,
                Raw = "{\"as\":\"sent\"}"u8.ToArray(),
                BatchContext = "{\"beside\":1}"u8.ToArray(),
                ImportRow = import?.Rows[index],
                ImportNumber = import?.Numbers[index],
            }),
        ],
    };

    public static EventFields Event(string player = "p1", string? id = "e1", Timestamp? time = null, Timestamp? sent = null, string? session = null, string name = "level_start") => new()
    {
        Name = name,
        PlayerId = player,
        EventId = id,
        ClientTime = time,
        SentAt = sent,
        SessionId = session,
    };

    private static UInt128 IdentityOf(EventFields fields, ImportRange? import, long position, int index) =>
        fields.EventId is not null ? Identity.OfEventId("game", fields.PlayerId!, fields.EventId)
        : import is not null ? Identity.OfImport("game", import.ContentHash, import.Rows[index], import.Numbers[index])
        : fields.ClientTime is not null ? Identity.OfContent("game", fields.PlayerId!, System.Text.Encoding.UTF8.GetBytes(fields.Name!), occurrence: index)
        : Identity.OfReceipt(Log, position, index);
}
