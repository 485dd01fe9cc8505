using System.Text;
using Frontline.Core.Storage;
using Xunit;

namespace Frontline.Testing.Objects;

/// <summary>What every <see cref="IObjectStore"/> must do.</summary>
public abstract class ObjectStoreContract : IAsyncLifetime
{
    private static readonly string[] Names = ["a-b/x", "a/b/1", "a/b/2", "a/c", "ab", "z"];
    private IObjectStore? store;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IObjectStore Store => store ?? throw new InvalidOperationException("The store is made before each test.");

    /// <summary>An empty store.</summary>
    protected abstract ValueTask<IObjectStore> CreateStoreAsync();

    /// <summary>Removes what <see cref="CreateStoreAsync"/> made.</summary>
    protected virtual ValueTask RemoveStoreAsync() => ValueTask.CompletedTask;

    public async ValueTask InitializeAsync() => store = await CreateStoreAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await RemoveStoreAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_object_is_created_once_and_the_second_create_changes_nothing()
    {
        Assert.True(await Store.CreateIfAbsentAsync("chain/1", "first"u8.ToArray(), Cancellation));
        Assert.False(await Store.CreateIfAbsentAsync("chain/1", "second"u8.ToArray(), Cancellation));
        Assert.Equal("first", await GetAsync("chain/1"));
    }

    [Fact]
    public async Task Of_32_racers_exactly_one_creates_an_object_and_its_content_is_there_whole()
    {
        for (var round = 0; round < 8; round++)
        {
            var name = $"chain/{round}";
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var racers = Enumerable.Range(0, 32).Select(racer => Task.Run(async () =>
            {
                await start.Task;
                return await Store.CreateIfAbsentAsync(name, Encoding.UTF8.GetBytes(new string((char)('A' + racer), 5000)), Cancellation);
            })).ToList();
            start.SetResult();
            var won = await Task.WhenAll(racers);
            var winner = Assert.Single(Enumerable.Range(0, 32), racer => won[racer]);
            Assert.Equal(new string((char)('A' + winner), 5000), await GetAsync(name));
        }
    }

    [Fact]
    public async Task An_object_is_written_as_a_stream_and_its_length_is_returned()
    {
        var content = new byte[1_000_003];
        new Random(1).NextBytes(content);
        var length = await Store.WriteAsync("landing/x/1.parquet", async (stream, cancellation) =>
        {
            await stream.WriteAsync(content.AsMemory(0, 10), cancellation);
            stream.WriteByte(content[10]);
            await stream.WriteAsync(content.AsMemory(11), cancellation);
        }, Cancellation);
        Assert.Equal(content.Length, length);
        var opened = await Store.OpenAsync("landing/x/1.parquet", Cancellation);
        Assert.NotNull(opened);
        await using (opened)
        {
            using var copy = new MemoryStream();
            await opened.CopyToAsync(copy, Cancellation);
            Assert.Equal(content, copy.ToArray());
        }
    }

    [Fact]
    public async Task A_write_that_fails_raises_what_the_writer_raised_and_leaves_no_object()
    {
        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await Store.WriteAsync("a/1", (stream, _) =>
        {
            stream.WriteByte(1);
            throw new InvalidTimeZoneException();
        }, Cancellation));
        Assert.Null(await Store.OpenAsync("a/1", Cancellation));
        Assert.Empty(await ListAsync(""));
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        Assert.Equal(0, await Store.WriteAsync("a/empty", (_, _) => ValueTask.CompletedTask, Cancellation));
        Assert.True(await Store.CreateIfAbsentAsync("a/empty2", ReadOnlyMemory<byte>.Empty, Cancellation));
        Assert.Equal("", await GetAsync("a/empty"));
        Assert.Equal("", await GetAsync("a/empty2"));
    }

    [Fact]
    public async Task What_is_not_there_opens_as_null() => Assert.Null(await Store.OpenAsync("a/b/c", Cancellation));

    [Fact]
    public async Task An_opened_object_can_be_read_from_anywhere()
    {
        await PutAsync("a", "0123456789");
        await using var stream = (await Store.OpenAsync("a", Cancellation))!;
        Assert.True(stream.CanSeek);
        Assert.Equal(10, stream.Length);
        stream.Seek(-3, SeekOrigin.End);
        Assert.Equal('7', stream.ReadByte());
        stream.Position = 2;
        Assert.Equal('2', stream.ReadByte());
        stream.Seek(1, SeekOrigin.Current);
        Assert.Equal('4', stream.ReadByte());
    }

    [Fact]
    public async Task Objects_are_listed_below_a_prefix_in_ordinal_order_of_their_names()
    {
        foreach (var name in Names.Reverse())
        {
            await PutAsync(name, name);
        }

        Assert.Equal(Names, (await ListAsync("")).Select(item => item.Name));
        Assert.Equal(["a/b/1", "a/b/2", "a/c"], (await ListAsync("a/")).Select(item => item.Name));
        Assert.Equal(["a/b/1", "a/b/2"], (await ListAsync("a/b/")).Select(item => item.Name));
        Assert.Empty(await ListAsync("no/"));
        Assert.All(await ListAsync(""), item => Assert.Equal(item.Name.Length, item.Bytes));
    }

    [Fact]
    public async Task A_deleted_object_is_gone_and_deleting_nothing_is_no_error()
    {
        await PutAsync("a/b", "x");
        await Store.DeleteAsync("a/b", Cancellation);
        await Store.DeleteAsync("a/b", Cancellation);
        await Store.DeleteAsync("no/b", Cancellation);
        Assert.Null(await Store.OpenAsync("a/b", Cancellation));
        Assert.Empty(await ListAsync(""));
    }

    private async Task PutAsync(string name, string text) =>
        await Store.WriteAsync(name, (stream, cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation), Cancellation);

    private async Task<string> GetAsync(string name)
    {
        await using var stream = (await Store.OpenAsync(name, Cancellation))!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancellation);
    }

    private async Task<List<StoredObject>> ListAsync(string prefix)
    {
        var items = new List<StoredObject>();
        await foreach (var item in Store.ListAsync(prefix, Cancellation))
        {
            items.Add(item);
        }

        return items;
    }
}
