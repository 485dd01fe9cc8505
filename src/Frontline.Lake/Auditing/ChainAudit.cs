using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Core.Storage;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Auditing;

/// <summary>
/// Audits one chain: its files' rows against its counts, and its receipts. Goes through the log's positions in intervals; for each, the files that have receipts
/// of it are read (the few columns that count), its receipts are checked, and the ledger is compared up to the minutes seen.
/// </summary>
internal sealed class ChainAudit(IObjectStore store, ChainState state, AuditFindings findings, int intervalPositions)
{
    private static readonly HashSet<string> Columns = ["outcome", "game", "log", "receipt", "receipt_index", "receipt_count", "received_at"];

    private readonly ReceiptTable receipts = new(intervalPositions);
    private readonly Dictionary<(string Game, long Minute), (long Recorded, long Rejected, long Duplicate)> outcomes = [];
    private readonly LedgerDifference difference = new();
    private readonly Dictionary<string, LedgerCount> totals = new(StringComparer.Ordinal);

    public long Rows { get; private set; }

    public long Receipts { get; private set; }

    public IReadOnlyCollection<LedgerCount> Totals => totals.Values;

    public IEnumerable<AuditLine> Uneven => difference.Uneven(state.Chain);

    /// <param name="ledger">The chain's ledger.</param>
    /// <param name="inbox">What is still in the Inbox, of any log, by position.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    public async ValueTask RunAsync(LedgerStream ledger, InboxCursor inbox, CancellationToken cancellation)
    {
        var files = await RangesAsync(cancellation).ConfigureAwait(false);
        for (var start = 0L; start < state.End; start += intervalPositions)
        {
            receipts.Restart(start);
            foreach (var (file, first, last) in files)
            {
                if (first < receipts.End && last >= start)
                    await ReadAsync(file, cancellation).ConfigureAwait(false);
            }

            await CompareInboxAsync(inbox, Math.Min(receipts.End, state.End)).ConfigureAwait(false);
            var minute = EndInterval(Math.Min(receipts.End, state.End));
            await ledger.ReadToAsync(minute, Count).ConfigureAwait(false);
            difference.ForgetEven();
        }

        await ledger.ReadToAsync(long.MaxValue, Count).ConfigureAwait(false);
    }

    private void Count(LedgerCount count)
    {
        difference.Count(count);
        var sum = totals.GetValueOrDefault(count.Game, new LedgerCount(count.Game, 0, 0, 0, 0, 0, 0));
        totals[count.Game] = sum with
        {
            Received = sum.Received + count.Received,
            Recorded = sum.Recorded + count.Recorded,
            Rejected = sum.Rejected + count.Rejected,
            Duplicate = sum.Duplicate + count.Duplicate,
            Erased = sum.Erased + count.Erased,
        };
    }

    /// <summary>The files that can be read, and the range of positions in each. Read, not taken from statistics: an audit trusts rows only.</summary>
    private async ValueTask<List<(DataFile File, long First, long Last)>> RangesAsync(CancellationToken cancellation)
    {
        var ranges = new List<(DataFile, long, long)>();
        foreach (var file in state.Files.Values.OrderBy(file => file.FirstEntry))
        {
            try
            {
                var (first, last) = (long.MaxValue, long.MinValue);
                using var reader = await RowFileReader.OpenAsync(store, file, ColumnBlock.RowsLimit, column => column.Name == "receipt", cancellation).ConfigureAwait(false);
                while (reader.NextBuilders() is { Length: > 0 } rows)
                {
                    cancellation.ThrowIfCancellationRequested();
                    foreach (var row in rows)
                    {
                        first = Math.Min(first, row.Position);
                        last = Math.Max(last, row.Position);
                    }

                    Rows += rows.Length;
                }

                ranges.Add((file, first, last));
                if (first < 0 || last >= state.End)
                    findings.Add(AuditStation.Lake, file.Name, game: null, minute: null, $"It has receipts {first} to {last}, but the chain covers positions 0 to {state.End - 1}.");
            }
            catch (DataDamagedException e)
            {
                findings.Add(AuditStation.Lake, file.Name, game: null, minute: null, e.Message);
            }
        }

        return ranges;
    }

    private async ValueTask ReadAsync(DataFile file, CancellationToken cancellation)
    {
        try
        {
            using var reader = await RowFileReader.OpenAsync(store, file, ColumnBlock.RowsLimit, column => Columns.Contains(column.Name), cancellation).ConfigureAwait(false);
            while (reader.NextBuilders() is { Length: > 0 } rows)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var row in rows)
                {
                    if (row.Position >= receipts.Start && row.Position < receipts.End)
                        Take(file, row);
                }
            }
        }
        catch (DataDamagedException e)
        {
            findings.Add(AuditStation.Lake, file.Name, game: null, minute: null, e.Message);
        }
    }

    private void Take(DataFile file, RowBuilder row)
    {
        var (game, minute) = (row.Game!, row.ReceivedAt.UnixMinute);
        var receipt = $"{row.Log}-{row.Position}-{row.Index}";
        ref var slot = ref receipts[row.Position];
        if (row.Log != state.Chain.Log || row.Count is < 1 or > ReceiptTable.EventsMax || (uint)row.Index >= (uint)row.Count)
        {
            findings.Add(AuditStation.Recorder, receipt, game, minute, $"A row of {file.Name} cannot have this receipt: event {row.Index} of {row.Count} in log {state.Chain.Log}.");
            return;
        }

        if (slot.Count == 0)
            (slot.Count, slot.Game, slot.Minute) = (row.Count, game, minute);
        else if (slot.Count != row.Count || slot.Game != game || slot.Minute != minute)
            findings.Add(AuditStation.Recorder, receipt, game, minute, $"Rows of one batch disagree: {row.Count} events of {game}, or {slot.Count} of {slot.Game} in minute {slot.Minute}.");

        if (row.Index < slot.Count && !slot.Mark(row.Index))
            findings.Add(AuditStation.Recorder, receipt, game, minute, $"It has more than one row; one of them is in {file.Name}.");

        var (recorded, rejected, duplicate) = outcomes.GetValueOrDefault((game, minute));
        outcomes[(game, minute)] = row.Outcome switch
        {
            Outcome.Event => (recorded + 1, rejected, duplicate),
            Outcome.Reject => (recorded, rejected + 1, duplicate),
            _ => (recorded, rejected, duplicate + 1),
        };
    }

    /// <summary>What the Receiver accepted and the Inbox still has, against what was committed.</summary>
    private async ValueTask CompareInboxAsync(InboxCursor inbox, long end)
    {
        while (inbox.Current is { } batch && batch.Log == state.Chain.Log && batch.Position < end)
        {
            if (batch.Position >= receipts.Start)
            {
                var slot = receipts[batch.Position];
                if (slot.Count != 0 && (slot.Count != batch.EventCount || slot.Game != batch.Game || slot.Minute != batch.ReceivedAt.UnixMinute))
                {
                    findings.Add(AuditStation.Receiver, $"{batch.Log}-{batch.Position}", batch.Game, batch.ReceivedAt.UnixMinute,
                        $"The Inbox has {batch.EventCount} events of {batch.Game} in minute {batch.ReceivedAt.UnixMinute}; the lake has a batch of {slot.Count} of {slot.Game} in minute {slot.Minute}.");
                }
            }

            await inbox.AdvanceAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Checks the interval's receipts and adds them to the recount; returns the latest minute seen.</summary>
    private long EndInterval(long end)
    {
        var latest = long.MinValue;
        for (var position = receipts.Start; position < end; position++)
        {
            ref var slot = ref receipts[position];
            if (slot.Count == 0)
            {
                position = ReportGap(position, end) - 1;
                continue;
            }

            Receipts++;
            latest = Math.Max(latest, slot.Minute);
            difference.Recount(new LedgerCount(slot.Game!, slot.Minute, slot.Count, 0, 0, 0, 0));
            if (slot.Seen < slot.Count)
            {
                findings.Add(AuditStation.Lake, $"{state.Chain.Log}-{position}-{slot.FirstMissing()}", slot.Game, slot.Minute,
                    $"A batch of {slot.Count} events has {slot.Seen} rows; the first without one is event {slot.FirstMissing()}.");
            }
        }

        foreach (var ((game, minute), (recorded, rejected, duplicate)) in outcomes)
            difference.Recount(new LedgerCount(game, minute, 0, recorded, rejected, duplicate, 0));

        outcomes.Clear();
        return latest;
    }

    private long ReportGap(long first, long end)
    {
        var next = first;
        while (next < end && receipts[next].Count == 0)
            next++;

        findings.Add(AuditStation.Lake, $"{state.Chain.Log}-{first}", game: null, minute: null, $"No row has a receipt of positions {first} to {next - 1}.");
        return next;
    }
}
