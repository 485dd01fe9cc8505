using Frontline.Receiver.Keys;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Receiver;

public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_burst_is_taken_and_then_the_rate_holds()
    {
        var bucket = new TokenBucket(perSecond: 100, burst: 200, time);
        Assert.True(bucket.TryTake(200));
        Assert.False(bucket.TryTake(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(bucket.TryTake(100));
        Assert.False(bucket.IsOpen);
    }

    [Fact]
    public void A_batch_larger_than_the_burst_passes_and_its_debt_is_waited_for()
    {
        var bucket = new TokenBucket(perSecond: 100, burst: 100, time);
        Assert.True(bucket.TryTake(1100));
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(bucket.TryTake(1));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(bucket.TryTake(1));
    }

    [Fact]
    public void Idle_time_fills_no_further_than_the_burst()
    {
        var bucket = new TokenBucket(perSecond: 100, burst: 100, time);
        time.Advance(TimeSpan.FromDays(1));
        Assert.True(bucket.TryTake(100));
        Assert.False(bucket.IsOpen);
    }
}
