using System.Collections.Immutable;
using Frontline.Core;
using Frontline.Core.Faults;
using Frontline.Core.Storage;

namespace Frontline.Embedded.Log;

/// <summary>A log's directory after it was checked, recovered, or made. The caller holds its lock.</summary>
internal sealed record OpenedDirectory(string LogId, SegmentList Segments, SegmentPool Pool, RecoveredTail Tail)
{
    public static OpenedDirectory Open(IFileSystem files, string directory, SegmentLogOptions options, string newId, ulong saltKey, IFaultPoints faults)
    {
        var names = files.ListFiles(directory);
        if (!names.Contains(LogFormat.MetaFile))
        {
            DiscardBegunLog(files, directory, names);
            return Create(files, directory, options, newId, saltKey, faults);
        }

        // What is visible may not be durable yet, if the process before was killed and not the machine.
        files.SyncDirectory(directory);
        files.Delete(Path.Combine(directory, LogFormat.NewMetaFile));
        var id = LogMeta.Read(files, directory);
        var segments = new SegmentList(ReadSegments(files, directory, names, id));
        var pool = new SegmentPool(files, directory, options, () => segments.BytesInUse);
        pool.Adopt(SpareNumbers(names));
        var tail = SegmentRecovery.Recover(files, segments.All[^1]);
        faults.Reach(LogFaults.TailRecovered);
        return new OpenedDirectory(id, segments, pool, tail);
    }

    /// <summary>The first segment, then the id: a directory with an id has its segments, or has lost them.</summary>
    private static OpenedDirectory Create(IFileSystem files, string directory, SegmentLogOptions options, string id, ulong saltKey, IFaultPoints faults)
    {
        SegmentList? segments = null;
        var pool = new SegmentPool(files, directory, options, () => segments?.BytesInUse ?? 0);
        pool.Adopt(SpareNumbers(files.ListFiles(directory)));
        var (segment, file) = LogWriter.CreateSegment(files, directory, pool.Take(), id, sequence: 1, firstPosition: 0, saltKey, faults);
        file.Dispose();
        segments = new SegmentList([segment]);
        faults.Reach(LogFaults.LogBegun);
        LogMeta.Write(files, directory, id);
        return new OpenedDirectory(id, segments, pool, new RecoveredTail(LogFormat.BlockBytes, Position: 0, Group: 0, EndsWithMark: false, Cut: null));
    }

    /// <summary>A crash while a log was made leaves one segment without records and no id. Anything more means that the id was lost.</summary>
    private static void DiscardBegunLog(IFileSystem files, string directory, IReadOnlyList<string> names)
    {
        if (BegunSegment(files, directory, names) is not { } path)
            return;
        files.Delete(path);
        files.SyncDirectory(directory);
    }

    /// <summary>The file that a log which was being made left in a directory without an id; null when there is none. Changes nothing.</summary>
    /// <exception cref="DataDamagedException">There is more than that.</exception>
    internal static string? BegunSegment(IFileSystem files, string directory, IReadOnlyList<string> names)
    {
        var segments = names.Where(name => LogFormat.TryParseSegmentName(name, out _)).ToList();
        if (segments.Count == 0)
            return null;
        var path = Path.Combine(directory, segments[0]);
        if (segments.Count > 1 || segments[0] != LogFormat.SegmentName(1) || HoldsRecords(files, path))
            throw new DataDamagedException($"The directory '{directory}' holds segments of a log, and the file '{LogFormat.MetaFile}', which says of which, is missing.", Path.Combine(directory, LogFormat.MetaFile));
        return path;
    }

    private static bool HoldsRecords(IFileSystem files, string path)
    {
        Span<byte> salt = stackalloc byte[sizeof(ulong)];
        Span<byte> frame = stackalloc byte[sizeof(ulong)];
        using var file = files.Open(path, FileAccess.Read);
        return file.Read(salt, 32) == salt.Length && file.Read(frame, LogFormat.BlockBytes) == frame.Length && salt.SequenceEqual(frame);
    }

    private static ImmutableArray<Segment> ReadSegments(IFileSystem files, string directory, IReadOnlyList<string> names, string id)
    {
        var sequences = Sequences(names);
        if (sequences.Count == 0)
            throw new DataDamagedException($"The log in '{directory}' has lost all its segments.", directory);
        var segments = ImmutableArray.CreateBuilder<Segment>(sequences.Count);
        foreach (var sequence in sequences)
        {
            var path = Path.Combine(directory, LogFormat.SegmentName(sequence));
            var segment = Segment.Read(files, path, sequence, id);
            if (segments.Count > 0 && (sequence != segments[^1].Sequence + 1 || segment.FirstPosition <= segments[^1].FirstPosition))
                throw new DataDamagedException($"The log in '{directory}' has a hole: segment {segments[^1].Sequence} (from record {segments[^1].FirstPosition}) is followed by segment {sequence} (from record {segment.FirstPosition}).", path);
            segments.Add(segment);
        }

        return segments.MoveToImmutable();
    }

    /// <summary>The numbers of the segments among a directory's names, in order.</summary>
    internal static List<long> Sequences(IReadOnlyList<string> names) =>
        [.. names.Select(name => LogFormat.TryParseSegmentName(name, out var sequence) ? sequence : 0).Where(sequence => sequence > 0).Order()];

    private static IEnumerable<long> SpareNumbers(IReadOnlyList<string> names) =>
        names.Select(name => LogFormat.TryParseSpareName(name, out var number) ? number : -1).Where(number => number >= 0);
}
