using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Core.Storage;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;
using Frontline.Testing.Rows;
using Xunit;

namespace Frontline.Tests.Lake;

/// <summary>Commits a batch as the Recorder does.</summary>
internal static class TestCommits
{
    public static async Task<ChainEntry> CommitAsync(IObjectStore store, ChainWriter writer, RandomRows random, TimeProvider time, int events, string game = "g")
    {
        var start = writer.Head.End;
        var rows = random.Batch(game, start, events, writer.Head.Number + 1, Timestamp.Now(time));
        var file = await RowFiles.WriteAsync(store, writer.NewName(DataFileKind.Landing), DataFileKind.Landing, rows, TestContext.Current.CancellationToken);
        return await writer.AppendAsync(new EntryDraft { Kind = ChainEntryKind.Commit, End = start + 1, Files = [file], Counts = [Count(game, rows)] }, TestContext.Current.CancellationToken);
    }

    private static LedgerCount Count(string game, RecordedRow[] rows) => new(
        game,
        rows[0].ReceivedAt.UnixMinute,
        rows.Length,
        rows.Count(row => row.Outcome == Outcome.Event),
        rows.Count(row => row.Outcome == Outcome.Reject),
        rows.Count(row => row.Outcome == Outcome.Duplicate),
        0);
}
