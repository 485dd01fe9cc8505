using Frontline.Core.Road;
using Frontline.Core.Storage;
using Frontline.Lake;
using Frontline.Lake.Chain;

namespace Frontline.Testing.Lake;

/// <summary>Appends entries whose data files are a few bytes: for tests that are about the chain and not about rows.</summary>
public static class FakeCommits
{
    /// <summary>Commits one position as one event.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="writer">The chain's writer.</param>
    /// <param name="named">Told the data file's name before it is written.</param>
    public static async ValueTask<ChainEntry> CommitAsync(IObjectStore store, ChainWriter writer, Action<string>? named = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var name = writer.NewName(DataFileKind.Landing);
        named?.Invoke(name);
        var file = await FileAsync(store, name, DataFileKind.Landing, events: 1, writer.Head.Number + 1, writer.Head.Number + 1).ConfigureAwait(false);
        return await writer.AppendAsync(new EntryDraft
        {
            Kind = ChainEntryKind.Commit,
            End = writer.Head.End + 1,
            Files = [file],
            Counts = [new LedgerCount("g", writer.Head.RecordedAt.UnixMinute, 1, 1, 0, 0, 0)],
        }).ConfigureAwait(false);
    }

    /// <summary>Replaces all landing files by one sealed file, with a new snapshot that shares a file with the one before.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="writer">The chain's writer.</param>
    /// <param name="named">Told the sealed file's name before it is written.</param>
    public static async ValueTask<ChainEntry> SealAsync(IObjectStore store, ChainWriter writer, Action<string>? named = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var name = writer.NewName(DataFileKind.Events, writer.Head.RecordedAt.UnixHour);
        named?.Invoke(name);
        var landing = writer.Files.Where(file => file.Kind == DataFileKind.Landing).ToList();
        var files = landing.Count == 0
            ? []
            : new[] { await FileAsync(store, name, DataFileKind.Events, landing.Sum(file => file.Events), landing.Min(file => file.FirstEntry), landing.Max(file => file.LastEntry)).ConfigureAwait(false) };
        var snapshot = await FileAsync(store, writer.NewSnapshotFolder() + "000001.sst", DataFileKind.Landing, 0, 0, 0).ConfigureAwait(false);
        var shared = writer.Snapshot is null ? [] : writer.Snapshot.Files.TakeLast(1);
        return await writer.AppendAsync(new EntryDraft
        {
            Kind = ChainEntryKind.Seal,
            End = writer.Head.End,
            Files = files,
            Removed = [.. landing.Select(file => file.Name)],
            Snapshot = new SnapshotReference(writer.Head.Number, [.. shared, new SnapshotFile(snapshot.Name, "000001.sst", snapshot.Bytes, snapshot.Checksum)]),
        }).ConfigureAwait(false);
    }

    private static async ValueTask<DataFile> FileAsync(IObjectStore store, string name, DataFileKind kind, long events, long firstEntry, long lastEntry)
    {
        var bytes = await store.WriteAsync(name, (stream, _) =>
        {
            stream.WriteByte(1);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return new DataFile { Name = name, Kind = kind, Bytes = bytes, Checksum = "xxh128:0", Rows = events, Events = events, Rejects = 0, Duplicates = 0, FirstEntry = firstEntry, LastEntry = lastEntry };
    }
}
