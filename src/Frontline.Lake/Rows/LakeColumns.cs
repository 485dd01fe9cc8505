using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Events;
using ParquetSharp;

namespace Frontline.Lake.Rows;

/// <summary>The one table of columns: what is written, read and merged. docs/specs/lake.md, "Rows", lists the same in the same order. Columns are only ever added, at the end.</summary>
internal static class LakeColumns
{
    public static IReadOnlyList<LakeColumn> All { get; } = Numbered(
    [
        new FixedColumn<int>("outcome", RowKinds.All, row => (int)row.Outcome, (row, value) => row.Outcome = ToOutcome(value)) { IsRequired = true, IsLandingOnly = true },
        new StringColumn("game", RowKinds.All, row => row.Game, (row, value) => row.Game = value) { IsRequired = true, HasStatistics = true },
        new FixedColumn<long>("entry", RowKinds.All, row => row.Entry, (row, value) => row.Entry = value) { IsRequired = true, HasStatistics = true, Layout = ColumnEncoding.Dictionary },
        new StringColumn("log", RowKinds.All, row => row.Receipt.Log, (row, value) => row.Log = value) { IsRequired = true },
        new FixedColumn<long>("receipt", RowKinds.All, row => row.Receipt.Position, (row, value) => row.Position = value) { IsRequired = true, HasStatistics = true },
        new FixedColumn<int>("receipt_index", RowKinds.All, row => row.Receipt.Index, (row, value) => row.Index = value) { IsRequired = true, Layout = ColumnEncoding.Delta },
        new FixedColumn<int>("receipt_count", RowKinds.All, row => row.Receipt.Count, (row, value) => row.Count = value) { IsRequired = true },
        Moment("received_at", RowKinds.All, row => row.ReceivedAt, (row, value) => row.ReceivedAt = value, isRequired: true, layout: ColumnEncoding.Dictionary),
        new StringColumn("write_key", RowKinds.All, row => WriteKeyKinds.ToText(row.Key), (row, value) => row.Key = WriteKeyKinds.Parse(value)) { IsRequired = true },
        new Bytes16Column("identity", RowKinds.All, row => HasIdentity(row.Event) ? null : row.Identity, (row, value) => row.Identity = value) { Layout = ColumnEncoding.Plain },
        new StringColumn("import_hash", RowKinds.All, row => row.ImportHash, (row, value) => row.ImportHash = value),
        new FixedColumn<long>("import_row", RowKinds.All, row => row.ImportRow, (row, value) => row.ImportRow = value) { Layout = ColumnEncoding.Delta },
        new FixedColumn<int>("import_number", RowKinds.All, row => row.ImportNumber, (row, value) => row.ImportNumber = value),
        Text("name", RowKinds.All, e => e.Name, (e, value) => e.Name = value, hasStatistics: true),
        Text("player_id", RowKinds.All, e => e.PlayerId, (e, value) => e.PlayerId = value, hasStatistics: true),
        new FixedColumn<long>("player_key", RowKinds.Events, row => row.PlayerKey, (row, value) => row.PlayerKey = value) { HasStatistics = true },
        new StringColumn("event_id", RowKinds.All, row => CanonicalUuid.TryParse(row.Event.EventId, out _) ? null : row.Event.EventId, (row, value) => row.Event.EventId = value) { Layout = ColumnEncoding.Plain },
        new Bytes16Column("event_uuid", RowKinds.All, row => CanonicalUuid.TryParse(row.Event.EventId, out var uuid) ? uuid : null, (row, value) => row.Event.EventId = CanonicalUuid.Format(value)) { Logical = LogicalType.Uuid, Layout = ColumnEncoding.Plain },
        Moment("client_time", RowKinds.All, row => row.Event.ClientTime, (row, value) => row.Event.ClientTime = value),
        Moment("sent_at", RowKinds.All, row => row.Event.SentAt, (row, value) => row.Event.SentAt = value, layout: ColumnEncoding.Dictionary),
        Moment("time", RowKinds.Events, row => row.Time, (row, value) => row.Time = value),
        new FixedColumn<long>("clock_offset_us", RowKinds.Events, row => row.ClockOffsetMicros, (row, value) => row.ClockOffsetMicros = value),
        Text("session_id", RowKinds.Events, e => e.SessionId, (e, value) => e.SessionId = value),
        new FixedColumn<long>("sequence", RowKinds.Events, row => row.Event.Sequence, (row, value) => row.Event.Sequence = value) { Layout = ColumnEncoding.Delta },
        Flag("live", row => row.Live, (row, value) => row.Live = value),
        Flag("player_made", row => row.Event.PlayerMade, (row, value) => row.Event.PlayerMade = value),
        Flag("repeat_transaction", row => row.RepeatTransaction, (row, value) => row.RepeatTransaction = value),
        Text("flags", RowKinds.Events, e => e.Flags.Count == 0 ? null : string.Join(',', e.Flags), (e, value) => e.Flags = value.Split(',')),
        Text("platform", RowKinds.Events, e => e.Platform, (e, value) => e.Platform = value),
        Text("os_version", RowKinds.Events, e => e.OsVersion, (e, value) => e.OsVersion = value),
        Text("device_model", RowKinds.Events, e => e.DeviceModel, (e, value) => e.DeviceModel = value),
        Text("app_version", RowKinds.Events, e => e.AppVersion, (e, value) => e.AppVersion = value),
        Number("app_major", e => e.AppMajor, (e, value) => e.AppMajor = value),
        Number("app_minor", e => e.AppMinor, (e, value) => e.AppMinor = value),
        Number("app_patch", e => e.AppPatch, (e, value) => e.AppPatch = value),
        Text("build", RowKinds.Events, e => e.Build, (e, value) => e.Build = value),
        Text("country", RowKinds.Events, e => e.Country, (e, value) => e.Country = value),
        Text("language", RowKinds.Events, e => e.Language, (e, value) => e.Language = value),
        Moment("installed_at", RowKinds.Events, row => row.Event.InstalledAt, (row, value) => row.Event.InstalledAt = value, layout: ColumnEncoding.Dictionary),
        Text("product", RowKinds.Events, e => e.Product, (e, value) => e.Product = value),
        new FixedColumn<long>("amount", RowKinds.Events, row => row.Event.Amount is { } amount ? Amounts.ToUnscaled(amount) : null, (row, value) => row.Event.Amount = Amounts.FromUnscaled(value)) { Logical = () => LogicalType.Decimal(18, 8) },
        Text("currency", RowKinds.Events, e => e.Currency, (e, value) => e.Currency = value),
        Text("store", RowKinds.Events, e => e.Store, (e, value) => e.Store = value),
        Text("transaction_id", RowKinds.Events, e => e.TransactionId, (e, value) => e.TransactionId = value, layout: ColumnEncoding.Plain),
        Text("network", RowKinds.Events, e => e.Network, (e, value) => e.Network = value),
        Text("placement", RowKinds.Events, e => e.Placement, (e, value) => e.Placement = value),
        Text("campaign", RowKinds.Events, e => e.Campaign, (e, value) => e.Campaign = value),
        Text("creative", RowKinds.Events, e => e.Creative, (e, value) => e.Creative = value),
        Number("level", e => e.Level, (e, value) => e.Level = value),
        Number("attempt", e => e.Attempt, (e, value) => e.Attempt = value),
        new FixedColumn<double>("score", RowKinds.Events, row => row.Event.Score, (row, value) => row.Event.Score = value),
        new FixedColumn<double>("duration", RowKinds.Events, row => row.Event.Duration, (row, value) => row.Event.Duration = value),
        Text("item", RowKinds.Events, e => e.Item, (e, value) => e.Item = value),
        Text("step", RowKinds.Events, e => e.Step, (e, value) => e.Step = value),
        Text("experiment", RowKinds.Events, e => e.Experiment, (e, value) => e.Experiment = value),
        Text("variant", RowKinds.Events, e => e.Variant, (e, value) => e.Variant = value),
        Text("message", RowKinds.Events, e => e.Message, (e, value) => e.Message = value),
        Text("severity", RowKinds.Events, e => e.Severity, (e, value) => e.Severity = value),
        Text("props", RowKinds.Events, e => e.Props, (e, value) => e.Props = value, layout: ColumnEncoding.Plain),
        Text("extra", RowKinds.Events, e => e.Extra, (e, value) => e.Extra = value, layout: ColumnEncoding.Plain),
        new StringColumn("stage", RowKinds.Rejects, row => row.Reject?.Stage, (row, value) => row.Stage = value),
        new StringColumn("codes", RowKinds.Rejects, row => row.Reject is { } reject ? string.Join(',', reject.Violations.Select(violation => violation.Code)) : null, (_, _) => { }),
        new StringColumn("paths", RowKinds.Rejects, row => row.Reject is { } reject ? string.Join(',', reject.Violations.Select(violation => violation.Path)) : null, (_, _) => { }),
        new StringColumn("violations", RowKinds.Rejects, row => row.Reject is { } reject ? JsonSerializer.Serialize(reject.Violations, RowJson.Default.IReadOnlyListViolation) : null, (row, value) => row.Violations = value),
        new StringColumn("processor", RowKinds.Rejects, row => row.Reject?.Processor, (row, value) => row.Processor = value),
        new BytesColumn("payload", RowKinds.Rejects, row => row.Reject?.Payload, (row, value) => row.Payload = value) { Layout = ColumnEncoding.Plain },
        new StringColumn("duplicate_of", RowKinds.Duplicates, row => DuplicateReasons.ToText(row.DuplicateOf), (row, value) => row.DuplicateOf = DuplicateReasons.Parse(value)),
        new StringColumn("import_mapping", RowKinds.All, row => row.ImportMapping, (row, value) => row.ImportMapping = value),
        new BytesColumn("context", RowKinds.Rejects, row => row.Reject is { BatchContext.IsEmpty: false } reject ? (ReadOnlyMemory<byte>?)reject.BatchContext : null, (row, value) => row.Context = value),
        new StringColumn("replay_of", RowKinds.All, row => row.ReplayOf?.ToString(), (row, value) => row.ReplayOf = ToRejectId(value)),
        Moment("recorded_at", RowKinds.All, row => row.RecordedAt, (row, value) => row.RecordedAt = value, layout: ColumnEncoding.Dictionary),
    ]);

    private static readonly Dictionary<string, LakeColumn> ByName = All.ToDictionary(column => column.Name, StringComparer.Ordinal);

    private static readonly Dictionary<DataFileKind, LakeColumn[]> ByKind = Enum.GetValues<DataFileKind>().ToDictionary(kind => kind, Choose);

    /// <summary>The columns of a kind of file, in order.</summary>
    public static IReadOnlyList<LakeColumn> Of(DataFileKind kind) => ByKind[kind];

    /// <summary>The column of a name, or null: a newer program's.</summary>
    public static LakeColumn? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The outcome of all rows of a sealed file; Event, to be overwritten, for landing files.</summary>
    public static Outcome OutcomeOf(DataFileKind kind) => kind switch
    {
        DataFileKind.Rejects => Outcome.Reject,
        DataFileKind.Duplicates => Outcome.Duplicate,
        _ => Outcome.Event,
    };

    /// <exception cref="InvalidDataException">The number is no outcome.</exception>
    public static Outcome ToOutcome(int value) => value is >= (int)Outcome.Event and <= (int)Outcome.Duplicate ? (Outcome)value : throw new InvalidDataException($"{value} is no outcome.");

    /// <exception cref="InvalidDataException">The text is no id of a reject.</exception>
    private static RejectId ToRejectId(string text) => RejectId.TryParse(text, out var id) ? id : throw new InvalidDataException($"'{text}' is no id of a reject.");

    /// <summary>Whether an event's identity follows from its ids, so that it need not be stored.</summary>
    public static bool HasIdentity(EventFields fields) => fields is { EventId: not null, PlayerId: not null };

    private static StringColumn Text(string name, RowKinds kinds, Func<EventFields, string?> get, Action<EventFields, string> set, bool hasStatistics = false, ColumnEncoding layout = ColumnEncoding.Dictionary) =>
        new(name, kinds, row => get(row.Event), (row, value) => set(row.Event, value)) { HasStatistics = hasStatistics, Layout = layout };

    private static FixedColumn<int> Number(string name, Func<EventFields, int?> get, Action<EventFields, int> set) =>
        new(name, RowKinds.Events, row => get(row.Event), (row, value) => set(row.Event, value));

    private static FixedColumn<bool> Flag(string name, Func<RecordedRow, bool?> get, Action<RowBuilder, bool> set) =>
        new(name, RowKinds.Events, get, set) { Layout = ColumnEncoding.Plain };

    private static FixedColumn<long> Moment(string name, RowKinds kinds, Func<RecordedRow, Timestamp?> get, Action<RowBuilder, Timestamp> set, bool isRequired = false, ColumnEncoding layout = ColumnEncoding.Delta) =>
        new(name, kinds, row => get(row)?.UnixMicros, (row, value) => set(row, new Timestamp(value)))
        {
            Logical = () => LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros),
            IsRequired = isRequired,
            HasStatistics = true,
            Layout = layout,
        };

    private static LakeColumn[] Numbered(LakeColumn[] columns)
    {
        for (var i = 0; i < columns.Length; i++)
            columns[i].Ordinal = i;

        return columns;
    }

    private static LakeColumn[] Choose(DataFileKind kind) => kind == DataFileKind.Landing
        ? [.. All]
        : [.. All.Where(column => !column.IsLandingOnly && column.Kinds.HasFlag((RowKinds)(1 << (int)OutcomeOf(kind))))];
}
