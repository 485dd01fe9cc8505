using System.Buffers;

namespace Frontline.Receiver.Bodies;

/// <summary>Bytes in one growing array from the pool, never more than a bound and a shared budget allow. Not thread-safe.</summary>
internal sealed class PooledBuffer(BufferBudget budget, int bytesMax) : IDisposable
{
    private byte[] array = [];

    public int Length { get; private set; }

    public bool IsFull => Length == bytesMax;

    public ReadOnlyMemory<byte> Written => array.AsMemory(0, Length);

    /// <summary>Room after what is written, within the bound; empty when it must grow first.</summary>
    public Span<byte> Free => array.AsSpan(Length, Math.Min(array.Length, bytesMax) - Length);

    public void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Free.Length);
        Length += bytes;
    }

    /// <summary>Makes room for at least <paramref name="bytes"/> more, or for as many as the bound allows; false when the budget is used up.</summary>
    public bool TryGrow(int bytes)
    {
        var wanted = (int)Math.Min(bytesMax, Math.Max(Length + (long)bytes, array.Length * 2L));
        if (wanted <= array.Length)
            return true;
        var larger = ArrayPool<byte>.Shared.Rent(wanted);
        if (!budget.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        array.AsSpan(0, Length).CopyTo(larger);
        Release();
        array = larger;
        return true;
    }

    public void Dispose()
    {
        Release();
        array = [];
        Length = 0;
    }

    private void Release()
    {
        if (array.Length == 0)
            return;
        budget.Return(array.Length);
        ArrayPool<byte>.Shared.Return(array);
    }
}
