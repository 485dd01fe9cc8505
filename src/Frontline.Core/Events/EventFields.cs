namespace Frontline.Core.Events;

/// <summary>
/// The fields of one event, cleaned and typed: the columns of docs/specs/lake.md that the Enricher fills. Mutable while the Enricher's steps
/// run over it, and read-only by convention from then on.
/// </summary>
public sealed class EventFields
{
    public string? Name { get; set; }

    /// <summary>As sent, after JSON unescaping and before any step.</summary>
    public string? PlayerId { get; set; }

    /// <summary>As sent, after JSON unescaping and before any step.</summary>
    public string? EventId { get; set; }

    public Timestamp? ClientTime { get; set; }

    public Timestamp? SentAt { get; set; }

    public string? SessionId { get; set; }

    public long? Sequence { get; set; }

    /// <summary>Whether the event may make its player active or installed.</summary>
    public bool PlayerMade { get; set; }

    /// <summary>Sorted names of what is odd about the event; see docs/specs/event.md.</summary>
    public IReadOnlyList<string> Flags { get; set; } = [];

    public string? Platform { get; set; }

    public string? OsVersion { get; set; }

    public string? DeviceModel { get; set; }

    public string? AppVersion { get; set; }

    public int? AppMajor { get; set; }

    public int? AppMinor { get; set; }

    public int? AppPatch { get; set; }

    public string? Build { get; set; }

    public string? Country { get; set; }

    public string? Language { get; set; }

    public Timestamp? InstalledAt { get; set; }

    public string? Product { get; set; }

    /// <summary>Money or virtual amount; at most 10 digits before and 8 after the point, so that it fits DECIMAL(18,8) exactly.</summary>
    public decimal? Amount { get; set; }

    public string? Currency { get; set; }

    public string? Store { get; set; }

    public string? TransactionId { get; set; }

    public string? Network { get; set; }

    public string? Placement { get; set; }

    public string? Campaign { get; set; }

    public string? Creative { get; set; }

    public int? Level { get; set; }

    public int? Attempt { get; set; }

    public double? Score { get; set; }

    /// <summary>In seconds.</summary>
    public double? Duration { get; set; }

    public string? Item { get; set; }

    public string? Step { get; set; }

    public string? Experiment { get; set; }

    public string? Variant { get; set; }

    public string? Message { get; set; }

    public string? Severity { get; set; }

    /// <summary>The free props as a JSON object, as sent; null when there are none.</summary>
    public string? Props { get; set; }

    /// <summary>Unknown fields of the event and its context as a JSON object; null when there are none.</summary>
    public string? Extra { get; set; }
}
