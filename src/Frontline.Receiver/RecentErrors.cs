namespace Frontline.Receiver;

/// <summary>The newest few errors. Thread-safe.</summary>
internal sealed class RecentErrors
{
    private const int Kept = 20;

    private readonly Queue<ReceiverError> errors = new(Kept);

    public void Add(ReceiverError error)
    {
        lock (errors)
        {
            if (errors.Count == Kept)
                errors.Dequeue();
            errors.Enqueue(error);
        }
    }

    public ReceiverError[] ToArray()
    {
        lock (errors)
            return [.. errors];
    }
}
