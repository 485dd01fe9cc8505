namespace Frontline.Pipeline;

/// <summary>Where a test may kill the Recorder: between every two steps of a commit, a seal and a start. The names are stable.</summary>
public static class RecorderFaultPoints
{
    /// <summary>The takeover entry is durable; the state has not been looked at.</summary>
    public const string TakenOver = "recorder.taken_over";

    /// <summary>The state has been brought to the chain's end.</summary>
    public const string Recovered = "recorder.recovered";

    /// <summary>An entry's rows are decided and not yet written.</summary>
    public const string Decided = "recorder.decided";

    /// <summary>An entry's landing file is durable; no entry names it.</summary>
    public const string LandingWritten = "recorder.landing_written";

    /// <summary>The entry is durable; the state does not know it.</summary>
    public const string Appended = "recorder.appended";

    /// <summary>The state is committed; nobody was told and the Stream was not trimmed.</summary>
    public const string StateCommitted = "recorder.state_committed";

    /// <summary>The Stream was trimmed.</summary>
    public const string Trimmed = "recorder.trimmed";

    /// <summary>Landing files are merged; no entry names the sealed files.</summary>
    public const string Merged = "recorder.merged";

    /// <summary>The state was copied locally.</summary>
    public const string SnapshotExported = "recorder.snapshot_exported";

    /// <summary>The snapshot's files are in the lake; no entry names them.</summary>
    public const string SnapshotUploaded = "recorder.snapshot_uploaded";

    /// <summary>The seal entry is durable; the state does not know it.</summary>
    public const string Sealed = "recorder.sealed";

    /// <summary>The chain was folded into a checkpoint.</summary>
    public const string Folded = "recorder.folded";

    public static IReadOnlyList<string> All { get; } =
        [TakenOver, Recovered, Decided, LandingWritten, Appended, StateCommitted, Trimmed, Merged, SnapshotExported, SnapshotUploaded, Sealed, Folded];
}
