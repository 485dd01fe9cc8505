using Frontline.Core.Storage;
using Frontline.Embedded.Files;
using Frontline.Testing.Files;
using Frontline.Tests.Log;
using Xunit;

namespace Frontline.Tests.Files;

/// <summary>What a power cut may and may not do, over many seeds: the layer is only worth something if it forgets, and only what it may.</summary>
public sealed class ForgetfulFileSystemTests
{
    private const int Seeds = 60;
    private static readonly byte[] Old = Filled(3000, 'o');
    private static readonly byte[] New = Filled(3000, 'n');

    [Fact]
    public void Synced_bytes_under_a_synced_name_are_always_there() =>
        Assert.Equal(["o"], Outcomes(files => Put(files, "a", Old), _ => { }));

    [Fact]
    public void Bytes_that_were_not_synced_are_there_or_not_or_torn_at_sectors()
    {
        var outcomes = Outcomes(files => Put(files, "a", Old), files =>
        {
            using var file = files.Open(files.In("a"), FileAccess.ReadWrite);
            file.Write(New, 0);
        });
        Assert.Contains("o", outcomes);
        Assert.Contains("n", outcomes);
        Assert.Contains(outcomes, outcome => outcome is "on" or "no" or "ono" or "non");
        Assert.DoesNotContain(outcomes, outcome => outcome.Contains('?', StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_grew_without_a_sync_may_have_any_length_in_between_and_garbage_in_it()
    {
        var lengths = new HashSet<long>();
        var sawGarbage = false;
        for (var seed = 0; seed < Seeds; seed++)
        {
            using var run = new Run();
            Put(run, "a", Old);
            using (var file = run.Open(run.In("a"), FileAccess.ReadWrite))
            {
                file.Write(New, Old.Length);
            }

            run.Files.Crash(new Random(seed));
            var content = File.ReadAllBytes(run.In("a"));
            lengths.Add(content.Length);
            Assert.Equal(Old, content[..Old.Length]);
            sawGarbage |= content[Old.Length..].Any(value => value is not (byte)'n' and not 0);
        }

        Assert.Contains(3000, lengths);
        Assert.Contains(6000, lengths);
        Assert.True(lengths.Count > 2);
        Assert.True(sawGarbage);
    }

    [Fact]
    public void A_name_that_was_not_synced_is_there_or_not() =>
        Assert.Equal(["", "o"], Outcomes(_ => { }, files => Put(files, "a", Old, syncName: false)));

    [Fact]
    public void A_name_may_be_durable_before_its_bytes() =>
        Assert.Contains(Outcomes(_ => { }, files =>
        {
            using var file = files.Create(files.In("a"));
            file.Write(Old, 0);
            files.SyncDirectory(files.Root);
        }), outcome => outcome != "o");

    [Fact]
    public void A_delete_that_was_not_synced_may_come_undone() =>
        Assert.Equal(["", "o"], Outcomes(files => Put(files, "a", Old), files => files.Delete(files.In("a"))));

    [Fact]
    public void A_rename_that_was_not_synced_happens_whole_or_not_at_all()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            using var run = new Run();
            Put(run, "a", New);
            Put(run, "b", Old);
            run.Rename(run.In("a"), run.In("b"));
            run.Files.Crash(new Random(seed));
            var happened = !File.Exists(run.In("a"));
            Assert.Equal(happened ? New : Old, File.ReadAllBytes(run.In("b")));
            Assert.True(happened || File.ReadAllBytes(run.In("a")).AsSpan().SequenceEqual(New));
        }
    }

    [Fact]
    public void The_history_of_a_name_is_cut_somewhere_and_never_reordered() =>
        Assert.Equal(["", "n", "o"], Outcomes(_ => { }, files =>
        {
            Put(files, "a", Old, syncName: false);
            files.Delete(files.In("a"));
            Put(files, "a", New, syncName: false);
        }));

    [Fact]
    public void Names_in_a_directory_are_kept_or_lost_each_on_its_own()
    {
        var seen = new HashSet<(bool, bool)>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            using var run = new Run();
            Put(run, "a", Old, syncName: false);
            Put(run, "b", Old, syncName: false);
            run.Files.Crash(new Random(seed));
            seen.Add((File.Exists(run.In("a")), File.Exists(run.In("b"))));
        }

        Assert.Equal(4, seen.Count);
    }

    [Fact]
    public void A_sync_after_one_that_failed_does_not_bring_the_bytes_to_disk() =>
        Assert.Contains("o", Outcomes(files => Put(files, "a", Old), files =>
        {
            using var file = files.Open(files.In("a"), FileAccess.ReadWrite);
            file.Write(New, 0);
            files.Files.FailOn(FileOperation.Sync, 1);
            Assert.ThrowsAny<IOException>(file.Sync);
            file.Sync();
        }));

    [Fact]
    public void A_kill_keeps_what_was_written_and_a_later_power_cut_may_still_take_it()
    {
        Assert.Equal(["n"], Outcomes(files => Put(files, "a", Old), Overwrite, crash: (files, _) => files.Kill()));
        Assert.Contains("o", Outcomes(files => Put(files, "a", Old), files =>
        {
            Overwrite(files);
            files.Files.Kill();
        }));

        static void Overwrite(Run files)
        {
            using var file = files.Open(files.In("a"), FileAccess.ReadWrite);
            file.Write(New, 0);
        }
    }

    [Fact]
    public void Handles_and_locks_end_with_the_program()
    {
        using var run = new Run();
        Put(run, "a", Old);
        using var file = run.Open(run.In("a"), FileAccess.Read);
        var held = run.Files.LockDirectory(run.Root);
        run.Files.Crash(new Random(1));
        Assert.Throws<PowerLostException>(() => file.Read(new byte[1], 0));
        using var again = run.Files.LockDirectory(run.Root);
        held.Dispose();
        Assert.Throws<DirectoryInUseException>(() => run.Files.LockDirectory(run.Root));
    }

    [Fact]
    public void The_power_fails_at_the_operation_asked_for_and_stays_away_until_the_crash()
    {
        using var run = new Run();
        run.Files.PowerFailsAt = run.Files.Operations + 2;
        using var file = run.Create(run.In("a"));
        file.Write(Old, 0);
        Assert.Throws<PowerLostException>(file.Sync);
        Assert.Throws<PowerLostException>(() => run.ListFiles(run.Root));
        run.Files.Crash(new Random(1));
        run.ListFiles(run.Root);
    }

    [Fact]
    public void A_full_disk_takes_what_fits_and_has_space_again_after_a_delete()
    {
        using var run = new Run();
        run.Files.BytesMax = 4000;
        Put(run, "a", Old);
        Assert.Equal(1000, run.FreeBytes(run.Root));
        using (var file = run.Create(run.In("b")))
        {
            Assert.Throws<DiskFullException>(() => file.Write(New, 0));
            Assert.Equal(1000, file.Length);
        }

        run.Delete(run.In("a"));
        Assert.Equal(3000, run.FreeBytes(run.Root));
    }

    [Fact]
    public void One_seed_makes_one_outcome()
    {
        string Once()
        {
            using var run = new Run();
            for (var index = 0; index < 10; index++)
            {
                Put(run, $"f{index}", Old, syncName: index % 2 == 0);
                using var file = run.Open(run.In($"f{index}"), FileAccess.ReadWrite);
                file.Write(New, 512 * index);
            }

            run.Files.Crash(new Random(7));
            return string.Join('|', run.ListFiles(run.Root).Select(name => name + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(run.In(name))))));
        }

        Assert.Equal(Once(), Once());
    }

    /// <summary>The distinct states of file a after a power cut: its content with runs of equal bytes folded, '?' for neither old nor new, "" for no file.</summary>
    private static SortedSet<string> Outcomes(Action<Run> durable, Action<Run> act, Action<ForgetfulFileSystem, Random>? crash = null)
    {
        var outcomes = new SortedSet<string>(StringComparer.Ordinal);
        for (var seed = 0; seed < Seeds; seed++)
        {
            using var run = new Run();
            durable(run);
            act(run);
            (crash ?? ((files, random) => files.Crash(random)))(run.Files, new Random(seed));
            outcomes.Add(File.Exists(run.In("a")) ? Fold(File.ReadAllBytes(run.In("a"))) : "");
        }

        return outcomes;
    }

    private static string Fold(byte[] content)
    {
        var folded = new System.Text.StringBuilder();
        foreach (var value in content)
        {
            var character = value is (byte)'o' or (byte)'n' ? (char)value : '?';
            if (folded.Length == 0 || folded[^1] != character)
                folded.Append(character);
        }

        return folded.Length > 3 ? folded.ToString(0, 3) : folded.ToString();
    }

    private static void Put(Run files, string name, byte[] content, bool syncName = true)
    {
        using var file = files.Create(files.In(name));
        file.Write(content, 0);
        file.Sync();
        if (syncName)
            files.SyncDirectory(files.Root);
    }

    private static byte[] Filled(int length, char character) => Enumerable.Repeat((byte)character, length).ToArray();

    private sealed class Run : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Run()
        {
            Root = Directory.CreateDirectory(folder.In("disk")).FullName;
            Files = new ForgetfulFileSystem(new PhysicalFileSystem(), Root);
        }

        public ForgetfulFileSystem Files { get; }

        public string Root { get; }

        public string In(string name) => Path.Combine(Root, name);

        public IFile Create(string path) => Files.Create(path);

        public IFile Open(string path, FileAccess access) => Files.Open(path, access);

        public void Rename(string path, string newPath) => Files.Rename(path, newPath);

        public void Delete(string path) => Files.Delete(path);

        public void SyncDirectory(string path) => Files.SyncDirectory(path);

        public long FreeBytes(string path) => Files.FreeBytes(path);

        public IReadOnlyList<string> ListFiles(string path) => Files.ListFiles(path);

        public void Dispose()
        {
            Files.Dispose();
            folder.Dispose();
        }
    }
}
