namespace Frontline.Core.Games;

/// <summary>A tenant: what <c>games/&lt;id&gt;.yaml</c> says.</summary>
public sealed record Game
{
    /// <summary>1 to 64 of a–z, 0–9, '-' and '_', beginning with a letter or digit.</summary>
    public required string Id { get; init; }

    public required IReadOnlyList<WriteKey> Keys { get; init; }

    /// <summary>IANA name of the reporting time zone.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>ISO 4217 code of the reporting currency.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Minutes without an event after which a session is over.</summary>
    public int SessionIdleMinutes { get; init; } = 30;

    /// <summary>The length a session counts with at most, in minutes; it never splits one.</summary>
    public int SessionCapMinutes { get; init; } = 360;

    /// <summary>The part of purchases that stores keep, 0 to 1: net revenue is without it. The large stores' usual terms are 30 %.</summary>
    public decimal StoreShare { get; init; } = 0.3m;

    /// <summary>Whether attempts at levels are counted by their starts, for games that do not tell every end; else by completes and fails.</summary>
    public bool LevelAttemptsByStarts { get; init; }

    /// <summary>Secret for signed batches; when set, every batch must carry a valid HMAC-SHA256.</summary>
    public string? HmacSecret { get; init; }

    /// <summary>Ids of players, devices and installs that are the studio's own: their events are flagged and kept out of the metrics.</summary>
    public IReadOnlyList<string> TestDevices { get; init; } = [];

    /// <summary>Fields whose values are replaced by pseudonyms before anything is stored in the lake. docs/specs/event.md, "Pseudonyms".</summary>
    public IReadOnlyList<string> PseudonymisedFields { get; init; } = [];

    /// <summary>The tracking plan's folder, relative to the game's file; null for <c>../plans/&lt;id&gt;</c>, where there may be none.</summary>
    public string? PlanFolder { get; init; }

    /// <summary>How strict the plan is with what it does not know.</summary>
    public PlanPolicy PlanPolicy { get; init; } = new();
}
