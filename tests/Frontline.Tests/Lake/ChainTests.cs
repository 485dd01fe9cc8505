using System.Text;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Lake;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;
using Frontline.Testing.Objects;
using Frontline.Testing.Rows;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Lake;

public sealed class ChainTests
{
    private static readonly ChainId Chain = new("0123456789ab", 0);
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemoryObjectStore store = new();
    private readonly RandomRows rows = new(seed: 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ChainReader Reader => new(store, Chain);

    [Fact]
    public async Task A_reader_gets_the_entries_as_they_were_appended()
    {
        var writer = await OpenAsync(1);
        var commit = await CommitAsync(writer);

        var read = await Reader.ReadAsync(0, cancellation: Cancellation);

        Assert.Null(read.Restart);
        Assert.Equal([ChainEntryKind.Takeover, ChainEntryKind.Commit], read.Entries.Select(entry => entry.Kind));
        Assert.Equivalent(commit, read.Entries[1], strict: true);
        Assert.Equal(read.Entries[0].Sha256, read.Entries[1].Previous);
        Assert.Empty((await Reader.ReadAsync(2, cancellation: Cancellation)).Entries);
        Assert.Equal([2L], (await Reader.ReadAsync(1, most: 1, Cancellation)).Entries.Select(entry => entry.Number));
    }

    [Fact]
    public async Task The_form_on_disk_is_two_lines_of_json_and_hash()
    {
        var writer = await OpenAsync(1);

        var text = Encoding.UTF8.GetString(store["chain/0123456789ab/0/000000000001"]!);

        Assert.Equal(
            $$$"""{"format":1,"number":1,"previous":"{{{new string('0', 64)}}}","kind":"takeover","writer":"{{{writer.Writer}}}","recorded_at":"2026-01-01T00:00:00.000000Z","start":0,"end":0,"files":[],"removed":[],"counts":[],"versions":{"processor":"{{{ProgramVersion.Current}}}"}}""" + "\n" + writer.Head.Sha256 + "\n",
            text);
    }

    [Fact]
    public async Task An_earlier_writer_loses_at_its_next_append()
    {
        var first = await OpenAsync(1);
        var second = await OpenAsync(2);

        await Assert.ThrowsAsync<ChainLostException>(() => CommitAsync(first));
        await Assert.ThrowsAsync<ChainLostException>(() => CommitAsync(first));
        await CommitAsync(second);
    }

    [Fact]
    public async Task A_create_that_timed_out_but_took_place_is_recognised_as_our_own()
    {
        var writer = await OpenAsync(1);
        var failures = 1;
        store.After = (call, _) => call == "create" && failures-- > 0 ? throw new IOException("time-out") : ValueTask.CompletedTask;

        var entry = await CommitAsync(writer);
        await CommitAsync(writer);

        Assert.Equal(2, entry.Number);
        Assert.Equal(3, (await Reader.ReadAsync(0, cancellation: Cancellation)).Entries.Count);
    }

    [Fact]
    public async Task A_writer_that_does_not_know_whether_its_entry_exists_is_of_no_further_use()
    {
        var writer = await OpenAsync(1);
        store.After = (call, _) => call == "create" ? throw new IOException("time-out") : ValueTask.CompletedTask;

        await Assert.ThrowsAsync<IOException>(() => CommitAsync(writer));
        store.After = null;
        await Assert.ThrowsAsync<ChainLostException>(() => CommitAsync(writer));

        Assert.Equal(2, (await OpenAsync(2)).Head.Number - 1);
    }

    [Fact]
    public async Task Recorded_at_never_decreases_when_the_clock_is_set_back()
    {
        var writer = await OpenAsync(1);
        time.Advance(TimeSpan.FromMinutes(5));
        await CommitAsync(writer);
        var earlier = new FakeTimeProvider(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));

        var second = await ChainWriter.TakeOverAsync(store, Chain, null, earlier, new Random(2), Cancellation);
        await CommitAsync(second);

        var times = (await Reader.ReadAsync(0, cancellation: Cancellation)).Entries.Select(entry => entry.RecordedAt).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal(times[1], times[3]);
    }

    [Fact]
    public async Task An_entry_missing_in_the_middle_is_damage_and_at_the_end_is_the_end()
    {
        var writer = await OpenAsync(1);
        for (var i = 0; i < 3; i++)
            await CommitAsync(writer);

        store[LakeNames.Entry(Chain, 4)] = null;
        Assert.Equal(3, (await Reader.ReadAsync(0, cancellation: Cancellation)).Entries.Count);

        store[LakeNames.Entry(Chain, 2)] = null;
        var damage = await Assert.ThrowsAsync<DataDamagedException>(async () => await Reader.ReadAsync(0, cancellation: Cancellation));
        Assert.Equal("chain/0123456789ab/0/000000000002", damage.Where);
        await Assert.ThrowsAsync<DataDamagedException>(() => OpenAsync(2));
    }

    [Fact]
    public async Task Swapped_entries_are_found()
    {
        var writer = await OpenAsync(1);
        for (var i = 0; i < 3; i++)
            await CommitAsync(writer);

        var (second, third) = (LakeNames.Entry(Chain, 2), LakeNames.Entry(Chain, 3));
        (store[second], store[third]) = (store[third], store[second]);

        Assert.Equal(second, (await Assert.ThrowsAsync<DataDamagedException>(async () => await Reader.ReadAsync(0, cancellation: Cancellation))).Where);
    }

    [Fact]
    public async Task An_overtaken_reader_restarts_at_the_checkpoint()
    {
        var writer = await OpenAsync(1);
        await CommitAsync(writer);
        await CommitAsync(writer);
        await writer.CheckpointAsync(Cancellation);
        await CommitAsync(writer);

        // Not overtaken while the entries between are there.
        Assert.Equal([3L, 4L], (await Reader.ReadAsync(2, cancellation: Cancellation)).Entries.Select(entry => entry.Number));

        store[LakeNames.Entry(Chain, 1)] = store[LakeNames.Entry(Chain, 2)] = store[LakeNames.Entry(Chain, 3)] = null;
        var read = await Reader.ReadAsync(2, cancellation: Cancellation);
        Assert.Equal((3L, 2), (read.Restart!.Number, read.Restart.Files.Count));
        Assert.Equal([4L], read.Entries.Select(entry => entry.Number));
    }

    [Fact]
    public async Task An_entry_that_a_loser_created_where_the_true_one_was_deleted_is_not_taken()
    {
        var writer = await OpenAsync(1);
        await CommitAsync(writer);
        await CommitAsync(writer);
        await writer.CheckpointAsync(Cancellation);
        var entries = (await Reader.ReadAsync(1, cancellation: Cancellation)).Entries;
        store[LakeNames.Entry(Chain, 2)] = ChainText.Write(entries[0] with { Writer = "00000000deadbeef" }, ChainJson.Default.ChainEntry, out _);

        Assert.Equal(3, (await Reader.ReadAsync(1, cancellation: Cancellation)).Restart?.Number);
    }

    [Fact]
    public async Task A_reader_a_day_behind_restarts_since_files_may_be_gone()
    {
        var writer = await OpenAsync(1);
        await CommitAsync(writer);
        time.Advance(TimeSpan.FromHours(24));
        await CommitAsync(writer);
        await writer.CheckpointAsync(Cancellation);

        Assert.Equal(3, (await Reader.ReadAsync(1, cancellation: Cancellation)).Restart?.Number);
        Assert.Null((await Reader.ReadAsync(2, cancellation: Cancellation)).Restart);
    }

    [Fact]
    public async Task The_ledger_is_the_sum_of_what_was_committed_folded_or_not()
    {
        var writer = await OpenAsync(1);
        for (var i = 0; i < 20; i++)
        {
            time.Advance(TimeSpan.FromMinutes(i % 3));
            await CommitAsync(writer);
            if (i % 4 == 0)
                await writer.CheckpointAsync(Cancellation);
        }

        var received = 0L;
        await foreach (var count in Reader.ReadLedgerAsync(Cancellation))
        {
            Assert.True(count.IsEven);
            received += count.Received;
        }

        Assert.Equal(20 * 10, received);
        Assert.InRange((await Reader.NewestCheckpointAsync(Cancellation))!.Ledger.Count, 1, 5);
    }

    [Fact]
    public async Task Replaced_files_and_folded_entries_stay_24_hours_and_a_restart_does_not_prolong_it()
    {
        var writer = await OpenAsync(1);
        await CommitAsync(writer);
        var old = writer.Files.Single();
        var replacement = await RowFiles.WriteAsync(store, writer.NewName(DataFileKind.Landing), DataFileKind.Landing, rows.Batch("g", 0, 10, 2, Timestamp.Now(time)), Cancellation);
        await writer.AppendAsync(new EntryDraft { Kind = ChainEntryKind.Rewrite, End = writer.Head.End, Files = [replacement], Removed = [old.Name] }, Cancellation);
        await writer.CheckpointAsync(Cancellation);

        time.Advance(TimeSpan.FromHours(23));
        writer = await OpenAsync(2);
        await writer.CheckpointAsync(Cancellation);
        Assert.NotNull(store[old.Name]);
        Assert.NotNull(store[LakeNames.Entry(Chain, 1)]);

        time.Advance(TimeSpan.FromHours(1));
        await CommitAsync(writer);
        await writer.CheckpointAsync(Cancellation);
        Assert.Null(store[old.Name]);
        Assert.Equal(
            ["chain/0123456789ab/0/000000000004", "chain/0123456789ab/0/000000000005", "chain/0123456789ab/0/checkpoint/000000000003", "chain/0123456789ab/0/checkpoint/000000000004", "chain/0123456789ab/0/checkpoint/000000000005"],
            store.Names.Where(name => name.StartsWith("chain/", StringComparison.Ordinal)));
        Assert.NotNull(store[replacement.Name]);
    }

    [Fact]
    public async Task A_takeover_sweeps_what_earlier_writers_left_unnamed_and_nothing_else()
    {
        var first = await OpenAsync(1);
        await CommitAsync(first);
        var foreign = new ChainId("ffffffffffff", 0);
        string[] unnamed = [first.NewName(DataFileKind.Landing), first.NewName(DataFileKind.Events, 500_000), first.NewSnapshotFolder() + "000012.sst"];
        string[] others = [LakeNames.Sealed(DataFileKind.Events, 500_000, foreign, first.Writer, 1), LakeNames.Landing(foreign, first.Writer, 1)];
        foreach (var name in unnamed.Concat(others))
            store[name] = [1];

        var second = await OpenAsync(2);

        Assert.All(unnamed, name => Assert.Null(store[name]));
        Assert.All(others, name => Assert.NotNull(store[name]));
        Assert.Equal(first.Files, second.Files);
        Assert.All(second.Files, file => Assert.NotNull(store[file.Name]));
    }

    [Fact]
    public async Task A_writer_refuses_properties_it_does_not_know_and_a_reader_ignores_them()
    {
        await OpenAsync(1);
        var name = LakeNames.Entry(Chain, 1);
        var line = Encoding.UTF8.GetString(store[name]!).Split('\n')[0].Replace("\"files\":[]", "\"later\":1,\"files\":[]", StringComparison.Ordinal);
        store[name] = Encoding.UTF8.GetBytes(line + "\n" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(line))) + "\n");

        Assert.Single((await Reader.ReadAsync(0, cancellation: Cancellation)).Entries);
        Assert.Contains("later", (await Assert.ThrowsAsync<DataDamagedException>(() => OpenAsync(2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_format_is_called_by_its_name()
    {
        await OpenAsync(1);
        var name = LakeNames.Entry(Chain, 1);
        const string Line = """{"format":2,"anything":"else"}""";
        store[name] = Encoding.UTF8.GetBytes(Line + "\n" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Line))) + "\n");

        Assert.Contains("format 2", (await Assert.ThrowsAsync<DataDamagedException>(async () => await Reader.ReadAsync(0, cancellation: Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chains_are_listed_after_the_ones_they_continue()
    {
        var first = new ChainId("ffffffffffff", 0);
        var writer = await ChainWriter.TakeOverAsync(store, first, null, time, new Random(1), Cancellation);
        await ChainWriter.TakeOverAsync(store, Chain, new ChainPredecessor(first.Log, first.Partition, writer.Head.Number, writer.Head.End), time, new Random(2), Cancellation);

        Assert.Equal([first, Chain], await ChainReader.ListChainsAsync(store, Cancellation));
    }

    [Fact]
    public async Task Looking_for_chains_and_for_news_reads_a_few_small_objects_however_long_the_chain_is()
    {
        var writer = await OpenAsync(1);
        for (var i = 0; i < 5; i++)
            await CommitAsync(writer);

        await writer.CheckpointAsync(Cancellation);
        var before = store.Calls.Count;

        Assert.Equal([Chain], await ChainReader.ListChainsAsync(store, Cancellation));
        Assert.Empty((await Reader.ReadAsync(6, cancellation: Cancellation)).Entries);

        Assert.Equal(
            [
                "list chains/", "open chains/0123456789ab/0",
                "list chain/0123456789ab/0/checkpoint/", "open chain/0123456789ab/0/000000000007", "open chain/0123456789ab/0/000000000008", "list chain/0123456789ab/0/checkpoint/",
            ],
            store.Calls.Skip(before));
    }

    [Theory]
    [InlineData(ChainEntryKind.Takeover, 0)]
    [InlineData(ChainEntryKind.Seal, 5)]
    [InlineData(ChainEntryKind.Commit, -1)]
    public async Task A_draft_that_contradicts_the_chain_is_refused_before_anything_is_written(ChainEntryKind kind, long end)
    {
        var writer = await OpenAsync(1);
        var names = store.Names;

        await Assert.ThrowsAsync<ArgumentException>(async () => await writer.AppendAsync(new EntryDraft { Kind = kind, End = end }, Cancellation));

        Assert.Equal(names, store.Names);
        await CommitAsync(writer);
    }

    private Task<ChainWriter> OpenAsync(int seed) => ChainWriter.TakeOverAsync(store, Chain, null, time, new Random(seed), Cancellation).AsTask();

    private Task<ChainEntry> CommitAsync(ChainWriter writer) => TestCommits.CommitAsync(store, writer, rows, time, events: 10);
}
