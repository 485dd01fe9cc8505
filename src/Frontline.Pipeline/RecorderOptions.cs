namespace Frontline.Pipeline;

/// <summary>What the Recorder decides by, and its bounds. The defaults are those of docs/specs/lake.md.</summary>
public sealed record RecorderOptions
{
    /// <summary>A player's number has its partition above the lowest 40 bits.</summary>
    private const int PartitionMax = 0x3FFFFF;

    private static readonly TimeSpan CommitIntervalMin = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WindowMax = TimeSpan.FromDays(3650);

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

    /// <summary>Every error in these options, a sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(StateDirectory))
            errors.Add($"{nameof(StateDirectory)} is empty and must be a folder.");
        if (Partition is < 0 or > PartitionMax)
            errors.Add($"{nameof(Partition)} is {Partition} and must be between 0 and {PartitionMax}.");
        if (CommitInterval < CommitIntervalMin)
            errors.Add($"{nameof(CommitInterval)} is {CommitInterval} and must be at least {CommitIntervalMin.TotalMilliseconds} ms: the lake takes at most four entries a second.");
        AtLeast(EntryRowsMax, 1, nameof(EntryRowsMax));
        AtLeast(ReadEventsMax, 1, nameof(ReadEventsMax));
        NotNegative(NetworkDelayMax, nameof(NetworkDelayMax));
        if (LateLimit <= TimeSpan.Zero || LateLimit > WindowMax)
            errors.Add($"{nameof(LateLimit)} is {LateLimit} and must be above zero and at most {WindowMax.TotalDays} days.");
        NotNegative(FutureLimit, nameof(FutureLimit));
        NotNegative(LiveHorizon, nameof(LiveHorizon));
        NotNegative(SessionIdle, nameof(SessionIdle));
        if (SessionsPerPlayerMax is < 1 or > 255)
            errors.Add($"{nameof(SessionsPerPlayerMax)} is {SessionsPerPlayerMax} and must be between 1 and 255.");
        if (DedupeWindow < LateLimit || DedupeWindow > WindowMax)
            errors.Add($"{nameof(DedupeWindow)} is {DedupeWindow} and must be at least {nameof(LateLimit)} ({LateLimit}) and at most {WindowMax.TotalDays} days.");
        AtLeast(DedupeBytesMax, 1 << 20, nameof(DedupeBytesMax));
        AtLeast(DedupeHoursPerDayMax, 1, nameof(DedupeHoursPerDayMax));
        AtLeast(DedupeFilterBytesMax, 0, nameof(DedupeFilterBytesMax));
        if (SealAfter <= TimeSpan.Zero)
            errors.Add($"{nameof(SealAfter)} is {SealAfter} and must be above zero.");
        AtLeast(SealFilesMax, 1, nameof(SealFilesMax));
        AtLeast(SealRowsMax, 1, nameof(SealRowsMax));
        AtLeast(CheckpointEntries, 1, nameof(CheckpointEntries));
        AtLeast(ReplayRowsMax, 1, nameof(ReplayRowsMax));
        return errors;

        void AtLeast(long value, long least, string name)
        {
            if (value < least)
                errors.Add($"{name} is {value} and must be at least {least}.");
        }

        void NotNegative(TimeSpan value, string name)
        {
            if (value < TimeSpan.Zero)
                errors.Add($"{name} is {value} and must not be negative.");
        }
    }
}
