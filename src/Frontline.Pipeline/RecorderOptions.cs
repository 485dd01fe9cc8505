namespace Frontline.Pipeline;

/// <summary>What the Recorder decides by, and its bounds. The defaults are those of docs/specs/lake.md.</summary>
public sealed record RecorderOptions
{
    /// <summary>The folder of the keyed state. It holds nothing that the lake does not and may be deleted while the Recorder is stopped.</summary>
    public required string StateDirectory { get; init; }

    public int Partition { get; init; }

    /// <summary>Whether a log without a chain may continue the lake's newest chain; without it such a start is refused, since it means that a log was lost.</summary>
    public bool ContinueFromOtherLog { get; init; }

    /// <summary>The shortest time between two entries.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Rows after which an entry takes no further batch; reading waits until it may be committed.</summary>
    public int EntryRowsMax { get; init; } = 50_000;

    /// <summary>Events asked of the Stream at once.</summary>
    public int ReadEventsMax { get; init; } = 5_000;

    /// <summary>Differences between received and sent time up to this, either way, are taken for the network's and not corrected.</summary>
    public TimeSpan NetworkDelayMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Events older than this when received are rejected as <c>too_late</c>.</summary>
    public TimeSpan LateLimit { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Events further ahead of the received time are rejected as <c>in_future</c>.</summary>
    public TimeSpan FutureLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Events older than this when recorded do not enter the live windows.</summary>
    public TimeSpan LiveHorizon { get; init; } = TimeSpan.FromHours(48);

    /// <summary>For how long without a batch the clock offset of a player who sends no session_id is kept.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Sessions of a player whose clock offset is remembered; a batch of an older session is measured anew.</summary>
    public int SessionsPerPlayerMax { get; init; } = 8;

    /// <summary>For how long a repeated identity is recognised; at least <see cref="LateLimit"/>.</summary>
    public TimeSpan DedupeWindow { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Disk the dedupe keys may take. When they would take more, whole recorded days are given up, the oldest first, and the late limit shrinks to what is left:
    /// what can no longer be recognised as a duplicate is rejected as <c>too_late</c>, so that nothing counts twice. The status says so.
    /// </summary>
    public long DedupeBytesMax { get; init; } = 20L << 30;

    /// <summary>Distinct client hours kept apart in one recorded day; keys of further hours share a bucket.</summary>
    public int DedupeHoursPerDayMax { get; init; } = 65_536;

    /// <summary>
    /// Memory of the filters over the dedupe keys of hours that began under this process, at one to two bytes a key. Beyond it the hours that began first are
    /// asked of the keyed state, which takes tens of times as long.
    /// </summary>
    public long DedupeFilterBytesMax { get; init; } = 128L << 20;

    /// <summary>Landing files are sealed when the oldest of them is this old.</summary>
    public TimeSpan SealAfter { get; init; } = TimeSpan.FromHours(1);

    public int SealFilesMax { get; init; } = 2_000;

    public long SealRowsMax { get; init; } = 2_000_000;

    /// <summary>Entries after which the chain is folded into a checkpoint, besides at each sealing.</summary>
    public int CheckpointEntries { get; init; } = 1_000;

    /// <summary>Rows held in memory while state is rebuilt from sealed files, which are read again for each such part.</summary>
    public int ReplayRowsMax { get; init; } = 200_000;

    /// <summary>Everything that is wrong, in sentences; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Check(!string.IsNullOrWhiteSpace(StateDirectory), "The state's folder is not set.");
        Check(Partition is >= 0 and <= 0x3FFFFF, $"The partition {Partition} does not lie within 0 and 4194303.");
        Check(CommitInterval >= TimeSpan.FromMilliseconds(250), $"The commit interval {CommitInterval} is shorter than 250 ms: the lake takes at most four entries a second.");
        Check(EntryRowsMax >= 1 && ReadEventsMax >= 1 && ReplayRowsMax >= 1, "The numbers of rows and events at once must be at least 1.");
        Check(NetworkDelayMax >= TimeSpan.Zero && FutureLimit >= TimeSpan.Zero && LiveHorizon >= TimeSpan.Zero && SessionIdle >= TimeSpan.Zero, "The limits of clocks must not be negative.");
        Check(LateLimit > TimeSpan.Zero && LateLimit <= TimeSpan.FromDays(3650), $"The late limit {LateLimit} does not lie within 0 and 3650 days.");
        Check(DedupeWindow >= LateLimit && DedupeWindow <= TimeSpan.FromDays(3650), $"The dedupe window {DedupeWindow} is shorter than the late limit {LateLimit}, or longer than 3650 days.");
        Check(SessionsPerPlayerMax is >= 1 and <= 255, $"The number of sessions kept for a player, {SessionsPerPlayerMax}, does not lie within 1 and 255.");
        Check(DedupeBytesMax >= 1 << 20, $"The disk budget of the dedupe keys, {DedupeBytesMax} bytes, is less than 1 MiB.");
        Check(DedupeFilterBytesMax >= 0, $"The memory of the dedupe filters, {DedupeFilterBytesMax} bytes, must not be negative.");
        Check(DedupeHoursPerDayMax >= 1, "At least one client hour a day must be kept.");
        Check(SealAfter > TimeSpan.Zero && SealFilesMax >= 1 && SealRowsMax >= 1 && CheckpointEntries >= 1, "The sealing bounds must be positive.");
        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}
