using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Core.Storage;

namespace Frontline.Embedded.Log;

/// <summary>
/// Reads the records of a log's directory as it finds it: without the directory's lock, changing nothing, whether a process has the log open or not and whatever state a
/// crash left. Each record is checked. What cannot be read is told in <see cref="Damage"/> and gone past. docs/specs/log.md, "Reading beside a writer".
/// </summary>
/// <remarks>
/// Reads whole groups of the segments there were when it began: a torn tail, or a group that is being written, ends it quietly. The last group may not be synced yet. Records
/// that are trimmed while it reads are left out, since they are no longer needed. Not thread-safe.
/// </remarks>
public sealed class LogDirectoryReader : IDisposable
{
    private readonly IFileSystem files;
    private readonly string directory;
    private readonly List<LogDamage> damage = [];
    private readonly long newest;
    private long sequence;
    private long? expected;
    private SegmentCursor? cursor;
    private long limit;
    private long end;

    /// <summary>Looks which segments there are.</summary>
    /// <param name="files">The file layer.</param>
    /// <param name="directory">The log's directory, absolute. One that is not there, or holds no log yet, has no records.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public LogDirectoryReader(IFileSystem files, string directory)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        this.files = files;
        this.directory = directory;
        var names = files.ListFiles(directory);
        var sequences = OpenedDirectory.Sequences(names);
        try
        {
            if (!names.Contains(LogFormat.MetaFile))
            {
                OpenedDirectory.BegunSegment(files, directory, names);
                return;
            }

            Id = LogMeta.Read(files, directory);
            if (sequences.Count == 0)
                throw new DataDamagedException($"The log in '{directory}' has lost all its segments.", directory);
            (sequence, newest) = (sequences[0], sequences[^1]);
        }
        catch (DataDamagedException exception)
        {
            damage.Add(new LogDamage(exception.Where, 0, Position: null, exception.Message));
        }
    }

    /// <summary>The log's id; null when the directory holds no log, or none that can be told.</summary>
    public string? Id { get; }

    /// <summary>The position of the record that <see cref="TryRead"/> returned last.</summary>
    public long Position { get; private set; }

    /// <summary>What could not be read so far, in the order of the log.</summary>
    public IReadOnlyList<LogDamage> Damage => damage;

    /// <summary>The next record that can be read; false when there is no more.</summary>
    /// <param name="record">Valid until the next call.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> record)
    {
        record = default;
        while (cursor is not null || TryOpenSegment())
        {
            var position = cursor!.Position;
            var kind = position < end ? cursor.Read(limit, out record) : FrameKind.Unreadable;
            if (kind == FrameKind.Record)
            {
                Position = position;
                expected = position + 1;
                return true;
            }

            if (kind == FrameKind.Mark)
                continue;
            if (position < end && IsThere(cursor.Segment.Sequence))
                Report(cursor.Segment.Path, cursor.Offset, $"Record {position} of the log cannot be read: segment '{cursor.Segment.Path}' is damaged at byte {cursor.Offset}. {Lost(position, end)}");
            expected = end;
            CloseSegment();
        }

        return false;
    }

    public void Dispose() => CloseSegment();

    private void CloseSegment()
    {
        cursor?.Dispose();
        cursor = null;
        sequence++;
    }

    /// <summary>The next segment whose first block can be read, with its end; false after the newest.</summary>
    private bool TryOpenSegment()
    {
        for (; Id is not null && sequence <= newest; sequence++)
        {
            try
            {
                var segment = Segment.Read(files, PathOf(sequence), sequence, Id);
                if (expected is { } next && segment.FirstPosition != next)
                    Report(segment.Path, 0, $"The log has a hole before segment '{segment.Path}', which begins with record {segment.FirstPosition}. {Lost(next, segment.FirstPosition)}");
                FindEnd(segment);
                cursor = new SegmentCursor(files.Open(segment.Path, FileAccess.Read), segment);
                return true;
            }
            catch (FileNotFoundException)
            {
                // Segments are trimmed oldest first: one that is gone while an earlier one is there was not trimmed.
                if (OpenedDirectory.Sequences(files.ListFiles(directory)) is [var oldest, ..] && oldest > sequence)
                    (sequence, expected) = (oldest - 1, null);
                else
                    Report(PathOf(sequence), 0, $"The log segment '{PathOf(sequence)}' is missing.");
            }
            catch (DataDamagedException exception)
            {
                if (IsThere(sequence))
                    Report(exception.Where, 0, exception.Message);
            }
        }

        return false;
    }

    /// <summary>How far a segment can be read: to its successor's first record, or, when it is the newest, to the end of its last whole group.</summary>
    private void FindEnd(Segment segment)
    {
        (limit, end) = (segment.Bytes, long.MaxValue);
        if (SuccessorOf(segment) is { } successor)
        {
            end = successor.FirstPosition;
            return;
        }

        for (var before = -1L; ;)
        {
            var group = SegmentRecovery.FindLastGroup(files, segment, out var unreadableAt);
            (limit, end) = (group.Offset, group.Position);
            try
            {
                SegmentRecovery.FindTornGroup(files, segment, group, unreadableAt);
                return;
            }
            catch (StreamDamagedException exception)
            {
                // A writer may have finished the group, and begun the next, since it was found unfinished. Then it can be read now.
                if (group.Position > before)
                {
                    before = group.Position;
                    continue;
                }

                if (IsThere(segment.Sequence))
                    damage.Add(new LogDamage(exception.File, exception.Offset, group.Position, exception.Message));
                return;
            }
        }
    }

    /// <summary>Null when there is none, or none that can be read: which is told when it is its turn.</summary>
    private Segment? SuccessorOf(Segment segment)
    {
        try
        {
            return Segment.Read(files, PathOf(segment.Sequence + 1), segment.Sequence + 1, Id!);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DataDamagedException)
        {
            return null;
        }
    }

    private bool IsThere(long of) => files.FileExists(PathOf(of));

    private void Report(string file, long offset, string detail) => damage.Add(new LogDamage(file, offset, expected, detail));

    private static string Lost(long from, long end) => end - from == 1 ? "It is lost." : $"Records {from} to {end - 1} are lost.";

    private string PathOf(long of) => Path.Combine(directory, LogFormat.SegmentName(of));
}
