using Frontline.Core.Road;
using Xunit;

namespace Frontline.Testing.Log;

/// <summary>What every <see cref="IInbox"/> must do.</summary>
public abstract class InboxContract : IAsyncLifetime
{
    private IInbox? inbox;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IInbox Inbox => inbox ?? throw new InvalidOperationException("The Inbox is made before each test.");

    /// <summary>An empty Inbox.</summary>
    protected abstract ValueTask<IInbox> CreateInboxAsync();

    /// <summary>What has been appended, by receipt. A queue that may repeat or reorder gives each once, in order of the receipts.</summary>
    protected abstract ValueTask<IReadOnlyDictionary<long, ReceivedBatch>> ReadAllAsync();

    /// <summary>Removes what <see cref="CreateInboxAsync"/> made.</summary>
    protected abstract ValueTask RemoveInboxAsync();

    public async ValueTask InitializeAsync() => inbox = await CreateInboxAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await RemoveInboxAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Receipts_of_batches_appended_one_after_another_are_consecutive()
    {
        Assert.Null(Inbox.Refusal);
        var first = await Inbox.AppendAsync(TestBatches.Numbered(0), Cancellation);
        for (var number = 1; number < 20; number++)
        {
            Assert.Equal(first + number, await Inbox.AppendAsync(TestBatches.Numbered(number), Cancellation));
        }
    }

    [Fact]
    public async Task A_batch_is_read_as_it_was_appended_with_everything_about_it()
    {
        var batch = TestBatches.Numbered(2, events: 3) with
        {
            Key = WriteKeyKind.Import,
            Format = BatchFormat.Json,
            Import = new ImportRange(new string('a', 64), new string('b', 64), FirstRow: 10, EndRow: 15, Rows: [10, 12, 12], Numbers: [0, 0, 1]),
        };
        var receipt = await Inbox.AppendAsync(batch, Cancellation);
        AssertSame(batch, (await ReadAllAsync())[receipt]);
    }

    [Fact]
    public async Task Batches_appended_at_once_get_receipts_of_their_own()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () => await Inbox.AppendAsync(TestBatches.Numbered(number), Cancellation))));
        var all = await ReadAllAsync();
        Assert.Equal(64, all.Count);
        for (var number = 0; number < 64; number++)
        {
            AssertSame(TestBatches.Numbered(number), all[receipts[number]]);
        }
    }

    [Fact]
    public async Task The_body_may_be_used_again_once_the_call_has_returned()
    {
        var body = TestBatches.Numbered(1).Body.ToArray();
        var pending = Inbox.AppendAsync(TestBatches.Numbered(1) with { Body = body }, Cancellation);
        Array.Clear(body);
        var receipt = await pending;
        AssertSame(TestBatches.Numbered(1), (await ReadAllAsync())[receipt]);
    }

    [Fact]
    public async Task A_batch_whose_caller_has_already_given_up_is_not_taken()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Inbox.AppendAsync(TestBatches.Numbered(1), new CancellationToken(canceled: true)));
        Assert.Empty(await ReadAllAsync());
    }

    private static void AssertSame(ReceivedBatch expected, ReceivedBatch actual)
    {
        Assert.Equal(expected.Body.ToArray(), actual.Body.ToArray());
        Assert.Equal(expected.Import?.Rows, actual.Import?.Rows);
        Assert.Equal(expected.Import?.Numbers, actual.Import?.Numbers);
        Assert.Equal(WithoutReferences(expected), WithoutReferences(actual));
    }

    private static ReceivedBatch WithoutReferences(ReceivedBatch batch) => batch with { Body = default, Import = batch.Import is { } import ? import with { Rows = [], Numbers = [] } : null };
}
