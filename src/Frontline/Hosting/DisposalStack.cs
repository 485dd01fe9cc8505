namespace Frontline.Hosting;

/// <summary>What was opened, closed in reverse order. One that fails to close does not keep the others open.</summary>
internal sealed class DisposalStack : IAsyncDisposable
{
    private readonly Stack<Func<ValueTask>> opened = new();

    public T Add<T>(T part)
    {
        switch (part)
        {
            case IAsyncDisposable asynchronous:
                opened.Push(asynchronous.DisposeAsync);
                break;
            case IDisposable disposable:
                opened.Push(() =>
                {
                    disposable.Dispose();
                    return ValueTask.CompletedTask;
                });
                break;
            default:
                throw new ArgumentException($"{typeof(T)} cannot be disposed.", nameof(part));
        }

        return part;
    }

    public async ValueTask DisposeAsync()
    {
        var failures = new List<Exception>();
        while (opened.TryPop(out var close))
        {
            try
            {
                await close().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The rest must be closed whatever this one throws; it is thrown at the end.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Not everything could be closed.", failures);
        }
    }
}
