using Frontline.Lake;
using Frontline.Lake.Verification;
using Xunit;

namespace Frontline.Tests.Lake;

public sealed class LakeVerifierTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_lake_has_no_findings_and_is_counted()
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var progress = new List<VerifyProgress>();

        var report = await new LakeVerifier(lake.Store).VerifyAsync(new Recorded(progress), Cancellation);

        // The four landing files that the seal replaced wait for their deletion: named, and of no consequence.
        Assert.Empty(report.Findings);
        Assert.True(report.IsSound);
        Assert.Equal((1, 9L, lake.Writer.Files.Count, 70L), (report.Chains, report.Entries, report.Files, report.Rows));
        Assert.Equal(lake.Writer.Files.Count, progress.Count);
        Assert.Equal(progress[^1].Bytes, progress[^1].BytesDone);
    }

    [Fact]
    public async Task A_deleted_file_is_named()
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var name = lake.File(DataFileKind.Events).Name;
        lake.Store[name] = null;

        Assert.Equal([(FindingKind.MissingFile, name)], await FindAsync(lake));
    }

    [Theory]
    [InlineData(DataFileKind.Landing)]
    [InlineData(DataFileKind.Events)]
    public async Task A_flipped_byte_is_named(DataFileKind kind)
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var name = lake.File(kind).Name;
        Flip(lake, name);

        Assert.Equal([(FindingKind.ChangedFile, name)], await FindAsync(lake));
    }

    [Fact]
    public async Task A_file_with_other_rows_is_named_though_its_checksum_is_the_chains()
    {
        var lake = await TestLake.CommittedAsync();
        var file = lake.File(DataFileKind.Landing);
        var rewritten = await lake.RewriteAsync(file, rows => rows.Skip(1));
        await lake.RelinkAsync(from: 2, entry => entry with { Files = [.. entry.Files.Select(one => one.Name == file.Name ? file with { Bytes = rewritten.Bytes, Checksum = rewritten.Checksum } : one)] });

        var found = await FindAsync(lake);
        Assert.NotEmpty(found);
        Assert.All(found, finding => Assert.Equal((FindingKind.WrongRows, file.Name), finding));
    }

    [Fact]
    public async Task Swapped_entries_are_named()
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var (seventh, eighth) = (LakeNames.Entry(TestLake.Chain, 7), LakeNames.Entry(TestLake.Chain, 8));
        (lake.Store[seventh], lake.Store[eighth]) = (lake.Store[eighth], lake.Store[seventh]);

        Assert.Superset(new HashSet<(FindingKind, string)> { (FindingKind.ChangedEntry, seventh), (FindingKind.ChangedEntry, eighth) }, (await FindAsync(lake)).ToHashSet());
    }

    [Fact]
    public async Task Swapped_entries_behind_a_checkpoint_are_named()
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var (third, fourth) = (LakeNames.Entry(TestLake.Chain, 3), LakeNames.Entry(TestLake.Chain, 4));
        (lake.Store[third], lake.Store[fourth]) = (lake.Store[fourth], lake.Store[third]);

        Assert.Contains((FindingKind.ChangedEntry, fourth), await FindAsync(lake));
    }

    [Fact]
    public async Task A_changed_count_is_named_whether_its_hash_is_right_or_not()
    {
        var lake = await TestLake.CommittedAsync();
        await lake.RelinkAsync(from: 3, entry => entry.Number != 3 ? entry : entry with { Counts = [entry.Counts[0] with { Recorded = entry.Counts[0].Recorded + 1 }] });
        Assert.Equal([(FindingKind.BrokenChain, LakeNames.Entry(TestLake.Chain, 3))], await FindAsync(lake));

        Flip(lake, LakeNames.Entry(TestLake.Chain, 3));
        Assert.Contains((FindingKind.ChangedEntry, LakeNames.Entry(TestLake.Chain, 3)), await FindAsync(lake));
    }

    [Fact]
    public async Task An_entry_removed_in_the_middle_is_named()
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var name = LakeNames.Entry(TestLake.Chain, 8);
        lake.Store[name] = null;

        Assert.Contains((FindingKind.MissingEntry, name), await FindAsync(lake));
    }

    [Fact]
    public async Task An_altered_checkpoint_is_named_whether_its_hash_is_right_or_not()
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var name = LakeNames.Checkpoint(TestLake.Chain, 6);
        lake.ChangeCheckpoint(6, checkpoint => checkpoint with { Files = [.. checkpoint.Files.Skip(1)] });
        Assert.Contains((FindingKind.WrongCheckpoint, name), await FindAsync(lake));

        Flip(lake, name);
        Assert.Contains((FindingKind.ChangedCheckpoint, name), await FindAsync(lake));
    }

    [Fact]
    public async Task An_altered_ledger_file_is_named()
    {
        var lake = await TestLake.SealedAndMoreAsync();
        var name = lake.Store.Names.Single(name => name.StartsWith("ledger/", StringComparison.Ordinal));
        Flip(lake, name);

        Assert.Equal([(FindingKind.ChangedFile, name)], await FindAsync(lake));
    }

    [Fact]
    public async Task A_file_that_nobody_names_is_told_and_is_no_error()
    {
        var lake = await TestLake.CommittedAsync();
        var name = lake.Writer.NewName(DataFileKind.Landing);
        lake.Store[name] = [1, 2, 3];

        var report = await new LakeVerifier(lake.Store).VerifyAsync(cancellation: Cancellation);

        Assert.True(report.IsSound);
        Assert.Equal((FindingSeverity.Info, FindingKind.Orphan, name), report.Findings.Select(finding => (finding.Severity, finding.Kind, finding.Name)).Single());
    }

    private static async Task<List<(FindingKind Kind, string Name)>> FindAsync(TestLake lake)
    {
        var report = await new LakeVerifier(lake.Store).VerifyAsync(cancellation: Cancellation);
        Assert.Equal(report.Findings.Any(finding => finding.Severity == FindingSeverity.Error), !report.IsSound);
        return [.. report.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => (finding.Kind, finding.Name))];
    }

    private static void Flip(TestLake lake, string name)
    {
        var bytes = (byte[])lake.Store[name]!.Clone();
        bytes[bytes.Length / 2] ^= 1;
        lake.Store[name] = bytes;
    }

    private sealed class Recorded(List<VerifyProgress> reports) : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value) => reports.Add(value);
    }
}
