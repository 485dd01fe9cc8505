using Frontline.Core.Road;
using Xunit;

namespace Frontline.Testing.Log;

/// <summary>What every <see cref="IStreamSource"/> must do.</summary>
public abstract class StreamSourceContract : IAsyncLifetime
{
    private IInbox? inbox;
    private IStreamSource? source;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IInbox Inbox => inbox ?? throw new InvalidOperationException("The Stream is made before each test.");

    private IStreamSource Source => source ?? throw new InvalidOperationException("The Stream is made before each test.");

    /// <summary>An empty Stream, what feeds it, and between them an <see cref="EnricherThatEchoes"/>.</summary>
    protected abstract ValueTask<(IInbox Inbox, IStreamSource Source)> CreateStreamAsync();

    /// <summary>Removes what <see cref="CreateStreamAsync"/> made.</summary>
    protected abstract ValueTask RemoveStreamAsync();

    public async ValueTask InitializeAsync() => (inbox, source) = await CreateStreamAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await RemoveStreamAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Batches_are_read_in_position_order_each_once()
    {
        await AppendAsync(50);
        var read = await ReadToEndAsync(0, maxEvents: 7);
        Assert.Equal(Enumerable.Range(0, 50).Select(number => (long)number), read.Select(batch => batch.Position));
        Assert.Equal(Enumerable.Range(0, 50), read.Select(batch => TestBatches.NumberOf(batch.ReceivedAt)));
        Assert.All(read, batch => Assert.Equal(new Receipt(Source.LogId, batch.Position, 0, 1), batch.Items[0].Receipt));
    }

    [Fact]
    public async Task Reading_begins_at_any_position_and_can_be_repeated()
    {
        await AppendAsync(20);
        foreach (var from in new long[] { 13, 0, 19, 13 })
        {
            Assert.Equal(from, (await Source.ReadAsync(from, 5, Cancellation))[0].Position);
        }
    }

    [Fact]
    public async Task A_read_returns_about_as_many_events_as_asked_for_and_at_least_one_batch()
    {
        for (var number = 0; number < 10; number++)
        {
            await Inbox.AppendAsync(TestBatches.Numbered(number, events: 10), Cancellation);
        }

        Assert.Single(await Source.ReadAsync(0, 1, Cancellation));
        Assert.Equal(3, (await Source.ReadAsync(0, 25, Cancellation)).Count);
    }

    [Fact]
    public async Task A_read_at_the_end_waits_for_the_next_batch()
    {
        await AppendAsync(3);
        Assert.Equal(3, Source.End);
        var pending = Source.ReadAsync(3, 10, Cancellation).AsTask();
        Assert.False(pending.IsCompleted);
        await Inbox.AppendAsync(TestBatches.Numbered(3), Cancellation);
        Assert.Equal(3, Assert.Single(await pending).Position);
        Assert.Equal(4, Source.End);
    }

    [Fact]
    public async Task A_waiting_read_can_be_cancelled_and_the_source_goes_on()
    {
        using var cancelling = new CancellationTokenSource();
        var pending = Source.ReadAsync(0, 10, cancelling.Token).AsTask();
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await AppendAsync(1);
        Assert.Single(await Source.ReadAsync(0, 10, Cancellation));
    }

    [Fact]
    public async Task A_position_after_the_end_is_refused()
    {
        await AppendAsync(2);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Source.ReadAsync(3, 10, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Source.ReadAsync(-1, 10, Cancellation));
    }

    [Fact]
    public async Task What_was_not_trimmed_can_still_be_read()
    {
        await AppendAsync(30);
        await Source.TrimAsync(17, Cancellation);
        Assert.Equal(Enumerable.Range(17, 13).Select(number => (long)number), (await ReadToEndAsync(17, maxEvents: 4)).Select(batch => batch.Position));
        Assert.Equal(30, Source.End);
    }

    [Fact]
    public async Task Reading_goes_on_while_batches_are_appended_and_trimmed()
    {
        const int Count = 300;
        var appending = Task.Run(() => AppendAsync(Count), Cancellation);
        var next = 0L;
        while (next < Count)
        {
            foreach (var batch in await Source.ReadAsync(next, 16, Cancellation))
            {
                Assert.Equal(next, batch.Position);
                Assert.Equal(next, TestBatches.NumberOf(batch.ReceivedAt));
                next++;
            }

            await Source.TrimAsync(next, Cancellation);
        }

        await appending;
    }

    private async Task AppendAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await Inbox.AppendAsync(TestBatches.Numbered(number), Cancellation);
        }
    }

    private async Task<List<StreamBatch>> ReadToEndAsync(long from, int maxEvents)
    {
        var all = new List<StreamBatch>();
        while (from < Source.End)
        {
            all.AddRange(await Source.ReadAsync(from, maxEvents, Cancellation));
            from = all[^1].Position + 1;
        }

        return all;
    }
}
