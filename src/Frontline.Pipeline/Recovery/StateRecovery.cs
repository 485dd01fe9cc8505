using Frontline.Core;
using Frontline.Core.Live;
using Frontline.Core.State;
using Frontline.Core.Storage;
using Frontline.Lake.Chain;
using Frontline.Pipeline.Keyed;
using Frontline.Pipeline.Recording;
using Frontline.Pipeline.Snapshots;
using Microsoft.Extensions.Logging;

namespace Frontline.Pipeline.Recovery;

/// <summary>
/// Brings the keyed state to the chain's end at a start: from what is there, else from the newest snapshot, else from all rows. Never decides again: it takes
/// what the rows say.
/// </summary>
internal sealed class StateRecovery(IObjectStore lake, IKeyedStateEngine engine, Func<IKeyedState, ChainId, IRowObserver?> observe, SnapshotFiles snapshots, RecorderOptions options, ILogger log)
{
    /// <exception cref="DataDamagedException">Rows are needed that the lake cannot give.</exception>
    public async ValueTask<RecoveredState> RecoverAsync(ChainWriter writer, CancellationToken cancellation)
    {
        var lineage = await ChainLineage.ReadAsync(lake, writer, cancellation).ConfigureAwait(false);
        var state = await OpenUsableAsync(lineage, cancellation).ConfigureAwait(false) ?? await RestoreAsync(lineage, cancellation).ConfigureAwait(false);
        try
        {
            return await ReplayAsync(state ?? OpenEmpty(), lineage, cancellation).ConfigureAwait(false);
        }
        catch (KeyedStateDamagedException damage)
        {
            RecorderLog.StateThrownAway(log, damage.Message);
            return await ReplayAsync(OpenEmpty(), lineage, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The local state, if it is one of this lineage and not behind the newest snapshot, which is the shorter way then.</summary>
    private async ValueTask<IKeyedState?> OpenUsableAsync(IReadOnlyList<ChainPart> lineage, CancellationToken cancellation)
    {
        IKeyedState? state = null;
        string? reason;
        try
        {
            state = engine.Open(options.StateDirectory);
            reason = StatePosition.Read(state) is { } position
                ? await UnfitAsync(position, lineage, cancellation).ConfigureAwait(false)
                : lineage.Any(part => part.Snapshot is not null || part.Last > 1) ? "there is none, though the chain has entries" : null;
        }
        catch (KeyedStateDamagedException damage)
        {
            reason = damage.Message;
        }
        catch
        {
            state?.Dispose();
            throw;
        }

        if (reason is null)
        {
            return state;
        }

        RecorderLog.StateThrownAway(log, reason);
        state?.Dispose();
        engine.Delete(options.StateDirectory);
        return null;
    }

    private async ValueTask<string?> UnfitAsync(StatePosition position, IReadOnlyList<ChainPart> lineage, CancellationToken cancellation)
    {
        var index = lineage.ToList().FindIndex(part => part.Chain == position.Chain);
        if (index < 0)
        {
            return $"it is of chain {position.Chain}, which this log does not continue";
        }

        if (position.Number > lineage[index].Last)
        {
            return $"it is as of entry {position.Number} of chain {position.Chain}, which ends at {lineage[index].Last}";
        }

        if (lineage.Skip(index + 1).Any(part => part.Snapshot is not null) || lineage[index].Snapshot?.Number > position.Number)
        {
            return $"it is as of entry {position.Number}, behind the newest snapshot";
        }

        var known = position.Number == lineage[index].Last ? lineage[index].LastSha256 : await Sha256Async(position, cancellation).ConfigureAwait(false);
        return known.Length == 0 || position.Sha256.Length == 0 || known == position.Sha256
            ? null
            : $"entry {position.Number} of chain {position.Chain} is not the one it was made from";
    }

    /// <summary>The SHA-256 of an entry that is not the last, or empty when it is folded away.</summary>
    private async ValueTask<string> Sha256Async(StatePosition position, CancellationToken cancellation)
    {
        var read = await new ChainReader(lake, position.Chain).ReadAsync(position.Number, most: 1, cancellation).ConfigureAwait(false);
        return read switch
        {
            { Restart: { } checkpoint } => checkpoint.Number == position.Number ? checkpoint.EntrySha256 : "",
            { Entries: [var next, ..] } => next.Previous,
            _ => "",
        };
    }

    private async ValueTask<IKeyedState?> RestoreAsync(IReadOnlyList<ChainPart> lineage, CancellationToken cancellation)
    {
        if (lineage.LastOrDefault(part => part.Snapshot is not null) is not { Snapshot: { } snapshot } part)
        {
            return null;
        }

        IKeyedState? state = null;
        string reason;
        try
        {
            await snapshots.DownloadAsync(snapshot, options.StateDirectory, cancellation).ConfigureAwait(false);
            state = engine.Open(options.StateDirectory);
            if (StatePosition.Read(state) is { } position && position.Chain == part.Chain && position.Number == snapshot.Number)
            {
                RecorderLog.SnapshotRestored(log, snapshot.Number, snapshot.Files.Count, snapshot.Files.Sum(file => file.Bytes));
                return state;
            }

            reason = "it is not of that entry";
        }
        catch (Exception damage) when (damage is KeyedStateDamagedException or DataDamagedException)
        {
            reason = damage.Message;
        }

        state?.Dispose();
        RecorderLog.SnapshotUnusable(log, snapshot.Number, reason);
        return null;
    }

    private IKeyedState OpenEmpty()
    {
        engine.Delete(options.StateDirectory);
        return engine.Open(options.StateDirectory);
    }

    private async ValueTask<RecoveredState> ReplayAsync(IKeyedState state, IReadOnlyList<ChainPart> lineage, CancellationToken cancellation)
    {
        try
        {
            var view = new RecordedState(state, options);
            StateCommitter? committer = null;
            var position = StatePosition.Read(state);
            var first = position is null ? 0 : lineage.ToList().FindIndex(part => part.Chain == position.Value.Chain);
            var latest = new Timestamp(long.MinValue);
            foreach (var part in lineage.Skip(first))
            {
                committer = new StateCommitter(state, view.Buckets, Observe(state, part.Chain), options, log);
                var after = position?.Chain == part.Chain ? position.Value.Number : 0;
                latest = await ReplayAsync(part, after, latest, view, committer, cancellation).ConfigureAwait(false);
            }

            return new RecoveredState(state, view, committer!);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    private IRowObserver? Observe(IKeyedState state, ChainId chain)
    {
        try
        {
            return observe(state, chain);
        }
        catch (InvalidDataException damage)
        {
            throw new KeyedStateDamagedException(damage.Message, damage);
        }
    }

    private async ValueTask<Timestamp> ReplayAsync(ChainPart part, long after, Timestamp latest, RecordedState view, StateCommitter committer, CancellationToken cancellation)
    {
        RecorderLog.Replaying(log, part.Chain.ToString(), after, part.Last);
        var (entries, rows) = (0L, 0L);
        await foreach (var entry in new ChainReplay(lake, part.Chain, options.ReplayRowsMax).ReadAsync(after, part.Last, cancellation).ConfigureAwait(false))
        {
            foreach (var row in entry.Rows)
            {
                view.Take(row);
            }

            latest = entry.RecordedAt > latest ? entry.RecordedAt : latest;
            var changes = view.Cut();
            committer.Commit(new StatePosition(part.Chain, entry.Number, entry.Sha256), latest, changes, entry.Rows);
            view.Release(changes);
            (entries, rows) = (entries + 1, rows + entry.Rows.Count);
        }

        committer.Commit(new StatePosition(part.Chain, part.Last, part.LastSha256), latest, changes: null, rows: []);
        RecorderLog.Replayed(log, entries, rows, part.Last);
        return latest;
    }
}
