using Frontline.Core.Storage;
using Frontline.Embedded.Files;
using Frontline.Embedded.Objects;
using Frontline.Testing.Files;
using Frontline.Testing.Objects;
using Frontline.Tests.Log;
using Xunit;

namespace Frontline.Tests.Objects;

public sealed class LocalObjectStoreTests : ObjectStoreContract
{
    private readonly TemporaryFolder folder = new();

    protected override ValueTask<IObjectStore> CreateStoreAsync() => ValueTask.FromResult<IObjectStore>(Open(new PhysicalFileSystem()));

    protected override ValueTask RemoveStoreAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    [InlineData("tmp/x")]
    public void A_name_that_would_leave_the_root_or_meet_temporary_files_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => Open(new PhysicalFileSystem()).PathOf(name));

    [Fact]
    public async Task What_a_crash_left_in_the_temporary_folder_is_deleted_at_the_next_start()
    {
        Directory.CreateDirectory(folder.In("tmp"));
        await File.WriteAllTextAsync(folder.In("tmp/left-over"), "x", TestContext.Current.CancellationToken);
        Open(new PhysicalFileSystem());
        Assert.Empty(Directory.GetFiles(folder.In("tmp")));
    }

    [Fact]
    public async Task What_was_created_or_written_survives_a_power_cut_whole_and_what_was_not_is_not_half_there()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            using var run = new TemporaryFolder();
            using var files = new ForgetfulFileSystem(new PhysicalFileSystem(), run.Path);
            var durable = new List<string>();
            files.PowerFailsAt = new Random(seed).Next(60);
            try
            {
                var store = new LocalObjectStore(files, run.In("lake"), new Random(seed));
                for (var number = 0; number < 10; number++)
                {
                    Assert.True(await store.CreateIfAbsentAsync($"chain/{number}", Content(number), TestContext.Current.CancellationToken));
                    durable.Add($"chain/{number}");
                    await store.WriteAsync($"landing/{number % 3}/{number}", (stream, cancellation) => stream.WriteAsync(Content(number), cancellation), TestContext.Current.CancellationToken);
                    durable.Add($"landing/{number % 3}/{number}");
                }
            }
            catch (PowerLostException)
            {
            }

            files.Crash(new Random(seed));
            var reopened = new LocalObjectStore(files, run.In("lake"), new Random(seed + 1));
            foreach (var name in durable)
            {
                Assert.True(await Read(reopened, name) is { } content && content.AsSpan().SequenceEqual(Content(NumberOf(name))), $"seed {seed}: {name} is lost");
            }

            for (var number = 0; number < 10; number++)
            {
                Assert.True(await Read(reopened, $"chain/{number}") is not { } content || content.AsSpan().SequenceEqual(Content(number)), $"seed {seed}: chain/{number} is half there");
            }
        }
    }

    [Theory]
    [InlineData("file")]
    [InlineData("directory")]
    public async Task Taking_out_any_sync_of_the_store_loses_objects(string taken)
    {
        var failures = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            using var run = new TemporaryFolder();
            using var files = new ForgetfulFileSystem(new PhysicalFileSystem(), run.Path)
            {
                IgnoreSync = (path, kind) => taken == "file" ? kind == SyncKind.File : kind == SyncKind.Directory && path.EndsWith("chain", StringComparison.Ordinal),
            };
            await new LocalObjectStore(files, run.In("lake"), new Random(seed)).CreateIfAbsentAsync("chain/1", Content(1), TestContext.Current.CancellationToken);
            files.Crash(new Random(seed));
            var content = await Read(new LocalObjectStore(files, run.In("lake"), new Random(seed)), "chain/1");
            failures += content is not null && content.AsSpan().SequenceEqual(Content(1)) ? 0 : 1;
        }

        Assert.True(failures > 0);
    }

    private static byte[] Content(int number)
    {
        var content = new byte[2000 + (number * 700)];
        new Random(number).NextBytes(content);
        return content;
    }

    private static int NumberOf(string name) => int.Parse(name[(name.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<byte[]?> Read(LocalObjectStore store, string name)
    {
        await using var stream = await store.OpenAsync(name, TestContext.Current.CancellationToken);
        if (stream is null)
            return null;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    private LocalObjectStore Open(IFileSystem files) => new(files, folder.Path, new Random(1));
}
