namespace Frontline.Lake.Auditing;

/// <summary>The batches of the Inbox, one at a time, in order.</summary>
internal sealed class InboxCursor(IAsyncEnumerator<InboxBatch>? batches) : IAsyncDisposable
{
    /// <summary>The batch it stands at; null at the end.</summary>
    public InboxBatch? Current { get; private set; }

    /// <exception cref="ArgumentException">The batches of a log do not come by position.</exception>
    public async ValueTask AdvanceAsync()
    {
        var before = Current;
        Current = batches is not null && await batches.MoveNextAsync().ConfigureAwait(false) ? batches.Current : null;
        if (before is { } earlier && Current is { } batch && batch.Log == earlier.Log && batch.Position <= earlier.Position)
            throw new ArgumentException($"The batches of the Inbox must come in order: position {batch.Position} follows {earlier.Position}.");
    }

    public ValueTask DisposeAsync() => batches?.DisposeAsync() ?? ValueTask.CompletedTask;
}
