namespace Frontline.Enrichment.Vocabulary;

/// <summary>The one table of fields. A new field is a line here, a member of <see cref="Column"/> and, for a built-in event, its mention in <see cref="BuiltInEvents"/>.</summary>
internal static class Fields
{
    public static readonly FieldDefinition Name = new(Column.Name, "name", FieldGroup.Envelope, FieldType.Text, (e, in v) => e.Name = v.Text) { IsId = true, IsNeverEmpty = true };
    public static readonly FieldDefinition PlayerId = new(Column.PlayerId, "player_id", FieldGroup.Envelope, FieldType.Verbatim, (e, in v) => e.PlayerId = v.Text) { IsId = true, IsNeverEmpty = true, IsRepetitive = false };
    public static readonly FieldDefinition EventId = new(Column.EventId, "event_id", FieldGroup.Envelope, FieldType.Verbatim, (e, in v) => e.EventId = v.Text) { IsId = true, IsNeverEmpty = true, IsRepetitive = false };
    public static readonly FieldDefinition Time = new(Column.Time, "time", FieldGroup.Envelope, FieldType.Time, (e, in v) => e.ClientTime = v.Time);
    public static readonly FieldDefinition SentAt = new(Column.SentAt, "sent_at", FieldGroup.Envelope, FieldType.Time, (e, in v) => e.SentAt = v.Time);
    public static readonly FieldDefinition SessionId = new(Column.SessionId, "session_id", FieldGroup.Envelope, FieldType.Text, (e, in v) => e.SessionId = v.Text) { IsId = true, IsRepetitive = false };
    public static readonly FieldDefinition Sequence = new(Column.Sequence, "sequence", FieldGroup.Envelope, FieldType.Int64, (e, in v) => e.Sequence = v.Integer);

    public static readonly FieldDefinition Source = new(Column.Source, "source", FieldGroup.Context, FieldType.Text, null);
    public static readonly FieldDefinition Server = new(Column.Server, "server", FieldGroup.Context, FieldType.Boolean, null);
    public static readonly FieldDefinition Platform = new(Column.Platform, "platform", FieldGroup.Context, FieldType.Text, (e, in v) => e.Platform = v.Text);
    public static readonly FieldDefinition OsVersion = new(Column.OsVersion, "os_version", FieldGroup.Context, FieldType.Text, (e, in v) => e.OsVersion = v.Text);
    public static readonly FieldDefinition DeviceModel = new(Column.DeviceModel, "device_model", FieldGroup.Context, FieldType.Text, (e, in v) => e.DeviceModel = v.Text);
    public static readonly FieldDefinition AppVersion = new(Column.AppVersion, "app_version", FieldGroup.Context, FieldType.Text, (e, in v) => e.AppVersion = v.Text);
    public static readonly FieldDefinition Build = new(Column.Build, "build", FieldGroup.Context, FieldType.Text, (e, in v) => e.Build = v.Text);
    public static readonly FieldDefinition Country = new(Column.Country, "country", FieldGroup.Context, FieldType.Text, (e, in v) => e.Country = v.Text);
    public static readonly FieldDefinition Language = new(Column.Language, "language", FieldGroup.Context, FieldType.Text, (e, in v) => e.Language = v.Text);
    public static readonly FieldDefinition InstalledAt = new(Column.InstalledAt, "installed_at", FieldGroup.Context, FieldType.Time, (e, in v) => e.InstalledAt = v.Time);

    public static readonly FieldDefinition Product = new(Column.Product, "product", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Product = v.Text);
    public static readonly FieldDefinition Amount = new(Column.Amount, "amount", FieldGroup.Prop, FieldType.Amount, (e, in v) => e.Amount = v.Amount);
    public static readonly FieldDefinition Currency = new(Column.Currency, "currency", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Currency = v.Text) { IsNeverEmpty = true };
    public static readonly FieldDefinition Store = new(Column.Store, "store", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Store = v.Text);
    public static readonly FieldDefinition TransactionId = new(Column.TransactionId, "transaction_id", FieldGroup.Prop, FieldType.Text, (e, in v) => e.TransactionId = v.Text) { IsId = true, IsRepetitive = false };
    public static readonly FieldDefinition Network = new(Column.Network, "network", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Network = v.Text);
    public static readonly FieldDefinition Placement = new(Column.Placement, "placement", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Placement = v.Text);
    public static readonly FieldDefinition Campaign = new(Column.Campaign, "campaign", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Campaign = v.Text);
    public static readonly FieldDefinition Creative = new(Column.Creative, "creative", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Creative = v.Text);
    public static readonly FieldDefinition Level = new(Column.Level, "level", FieldGroup.Prop, FieldType.Int32, (e, in v) => e.Level = (int)v.Integer);
    public static readonly FieldDefinition Attempt = new(Column.Attempt, "attempt", FieldGroup.Prop, FieldType.Int32, (e, in v) => e.Attempt = (int)v.Integer);
    public static readonly FieldDefinition Score = new(Column.Score, "score", FieldGroup.Prop, FieldType.Real, (e, in v) => e.Score = v.Real);
    public static readonly FieldDefinition Duration = new(Column.Duration, "duration", FieldGroup.Prop, FieldType.Real, (e, in v) => e.Duration = v.Real);
    public static readonly FieldDefinition Item = new(Column.Item, "item", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Item = v.Text);
    public static readonly FieldDefinition Step = new(Column.Step, "step", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Step = v.Text);
    public static readonly FieldDefinition Experiment = new(Column.Experiment, "experiment", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Experiment = v.Text);
    public static readonly FieldDefinition Variant = new(Column.Variant, "variant", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Variant = v.Text);
    public static readonly FieldDefinition Message = new(Column.Message, "message", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Message = v.Text) { IsRepetitive = false };
    public static readonly FieldDefinition Severity = new(Column.Severity, "severity", FieldGroup.Prop, FieldType.Text, (e, in v) => e.Severity = v.Text);

    /// <summary>Every field, at the index of its column.</summary>
    public static readonly FieldDefinition[] All =
    [
        Name, PlayerId, EventId, Time, SentAt, SessionId, Sequence,
        Source, Server, Platform, OsVersion, DeviceModel, AppVersion, Build, Country, Language, InstalledAt,
        Product, Amount, Currency, Store, TransactionId, Network, Placement, Campaign, Creative, Level, Attempt, Score, Duration,
        Item, Step, Experiment, Variant, Message, Severity,
    ];

    /// <summary>What may stand in an event beside <c>props</c> and <c>context</c>.</summary>
    public static readonly FieldTable Event = new([.. All.Where(field => field.Group != FieldGroup.Prop)]);

    /// <summary>What may stand in a context.</summary>
    public static readonly FieldTable Context = new([.. All.Where(field => field.Group == FieldGroup.Context)]);
}
