namespace Frontline.Receiver.Bodies;

/// <summary>The bytes all requests together may hold in buffers. Thread-safe.</summary>
internal sealed class BufferBudget(long bytesMax)
{
    private long used;

    /// <summary>Bytes held now.</summary>
    public long Used => Interlocked.Read(ref used);

    /// <summary>False, with nothing taken, when the budget does not allow it.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref used, bytes) <= bytesMax)
            return true;
        Interlocked.Add(ref used, -bytes);
        return false;
    }

    public void Return(int bytes) => Interlocked.Add(ref used, -bytes);
}
