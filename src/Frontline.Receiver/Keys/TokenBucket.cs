namespace Frontline.Receiver.Keys;

/// <summary>The rate limit of one key. Refills continuously up to a burst; may go into debt by one batch, so that no batch is too large to ever pass. Thread-safe.</summary>
internal sealed class TokenBucket
{
    private readonly Lock gate = new();
    private readonly double perSecond;
    private readonly double burst;
    private readonly TimeProvider time;
    private double balance;
    private long refilledAt;

    public TokenBucket(double perSecond, double burst, TimeProvider time)
    {
        this.perSecond = perSecond;
        this.burst = burst;
        this.time = time;
        balance = burst;
        refilledAt = time.GetTimestamp();
    }

    /// <summary>Whether a batch could be taken now: asked before a body is read.</summary>
    public bool IsOpen
    {
        get
        {
            lock (gate)
            {
                Refill();
                return balance > 0;
            }
        }
    }

    /// <summary>Takes as many tokens as a batch has events; false, with nothing taken, while the balance is used up.</summary>
    public bool TryTake(int events)
    {
        lock (gate)
        {
            Refill();
            if (balance <= 0)
                return false;
            balance -= events;
            return true;
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        balance = Math.Min(burst, balance + (time.GetElapsedTime(refilledAt, now).TotalSeconds * perSecond));
        refilledAt = now;
    }
}
