using System.Globalization;
using Frontline.Core;

namespace Frontline.Tests.Warehouse.Support;

/// <summary>A row of the lake with the columns that the warehouse's models look at.</summary>
internal sealed record TestRow
{
    public int Outcome { get; init; }

    public string Game { get; init; } = "g";

    public string WriteKey { get; init; } = "production";

    public long Entry { get; init; } = 1;

    public long Receipt { get; init; }

    public int ReceiptIndex { get; init; }

    public long PlayerKey { get; init; } = 1;

    public string PlayerId => "p" + PlayerKey.ToString(CultureInfo.InvariantCulture);

    public string Name { get; init; } = "session_start";

    public Timestamp Time { get; init; } = At("2026-01-31T12:00:00Z");

    public bool Live { get; init; } = true;

    public bool PlayerMade { get; init; } = true;

    public bool RepeatTransaction { get; init; }

    public string? Platform { get; init; }

    public string? Country { get; init; }

    public string? AppVersion { get; init; }

    public Timestamp? InstalledAt { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public string? Store { get; init; }

    public string? TransactionId { get; init; }

    public int? Level { get; init; }

    public double? Score { get; init; }

    public double? Duration { get; init; }

    public string? Experiment { get; init; }

    public string? Variant { get; init; }

    public string? Network { get; init; }

    public string? Campaign { get; init; }

    public string? Creative { get; init; }

    public string? Flags { get; init; }

    public string? Props { get; init; }

    public string? EventId { get; init; }

    public string? EventUuidHex { get; init; }

    public string? Codes { get; init; }

    public string? PayloadHex { get; init; }

    public string? ContextHex { get; init; }

    public string? ReplayOf { get; init; }

    public Timestamp? RecordedAt { get; init; }

    public const string Columns =
        "outcome, game, entry, log, receipt, receipt_index, receipt_count, received_at, write_key, name, player_id, player_key, event_id, event_uuid, time, live, player_made, repeat_transaction, flags, network, campaign, creative, " +
        "platform, country, app_version, installed_at, amount, currency, store, transaction_id, level, score, duration, experiment, variant, props, stage, codes, paths, violations, processor, payload, context, replay_of, recorded_at";

    public static Timestamp At(string text) => Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));

    public string ToSql(string log) => "(" + string.Join(", ",
        Number(Outcome), Text(Game), Number(Entry), Text(log), Number(Receipt), Number(ReceiptIndex), "100", Moment(At("2026-01-31T12:00:01Z")), Text(WriteKey), Text(Name), Text(PlayerId),
        Outcome == 0 ? Number(PlayerKey) : "NULL", Text(EventId), EventUuidHex is null ? "NULL" : $"unhex('{EventUuidHex}')", Outcome == 0 ? Moment(Time) : "NULL", Flag(Live), Flag(PlayerMade),
        Flag(RepeatTransaction), Text(Flags), Text(Network), Text(Campaign), Text(Creative), Text(Platform), Text(Country), Text(AppVersion), Moment(InstalledAt), Number(Amount), Text(Currency), Text(Store), Text(TransactionId), Number(Level), Real(Score),
        Real(Duration), Text(Experiment), Text(Variant), Text(Props), Codes is null ? "NULL" : "'validate'", Text(Codes), Codes is null ? "NULL" : "'/props/amount'",
        Codes is null ? "NULL" : "'[{\"code\":\"x\"}]'", Codes is null ? "NULL" : "'0.1.0'", PayloadHex is null ? "NULL" : $"unhex('{PayloadHex}')",
        ContextHex is null ? "NULL" : $"unhex('{ContextHex}')", Text(ReplayOf), Moment(RecordedAt)) + ")";

    private static string Number(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "NULL";

    private static string Real(double? value) => value is null ? "NULL" : $"'{value.Value.ToString("R", CultureInfo.InvariantCulture)}'::DOUBLE";

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Moment(Timestamp? value) => value is null ? "NULL" : $"make_timestamptz({value.Value.UnixMicros.ToString(CultureInfo.InvariantCulture)})";

    private static string Text(string? value) => value is null ? "NULL" : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
