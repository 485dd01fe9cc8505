using Frontline.Core.Events;

namespace Frontline.Pipeline;

/// <summary>Why the Recorder itself rejects an event; docs/specs/event.md lists the codes of all stages.</summary>
public static class RejectCodes
{
    /// <summary>The stage's name in rejects.</summary>
    public const string Stage = "record";

    /// <summary>The event is older than the late limit.</summary>
    public const string TooLate = "too_late";

    /// <summary>The event lies ahead of the time it was received.</summary>
    public const string InFuture = "in_future";

    /// <summary>The same content was imported with another mapping before.</summary>
    public const string ImportMapping = "import_mapping_changed";

    internal static bool IsImportMapping(Reject? reject) => reject is { Stage: Stage, Violations: [{ Code: ImportMapping }, ..] };
}
