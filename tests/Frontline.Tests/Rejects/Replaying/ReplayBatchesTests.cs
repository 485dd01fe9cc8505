using System.Text;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Rejects.Replaying;
using Xunit;

namespace Frontline.Tests.Rejects.Replaying;

public sealed class ReplayBatchesTests
{
    private static readonly JsonPatch Patch = JsonPatch.Parse("""[{"op":"remove","path":"/b"}]""");

    [Fact]
    public void Rejects_of_one_batch_travel_together_as_they_were_received()
    {
        var batches = ReplayBatches.Of([Reject(7, 3, """{"name":"b"}"""), Reject(8, 0, """{"name":"c"}"""), Reject(7, 1, "5")], patch: null).ToList();

        Assert.Equal(2, batches.Count);
        Assert.Equal("""{"sent_at": 1 , "context":{},"events":[5,{"name":"b"}]}""", Encoding.UTF8.GetString(batches[0].Body.Span));
        Assert.Equal((WriteKeyKind.Dev, new Timestamp(99), 2), (batches[0].Key, batches[0].ReceivedAt, batches[0].EventCount));
        Assert.Equal(["aa-7-1", "aa-7-3"], Enumerable.Range(0, 2).Select(index => batches[0].Replay!.IdOf(index).ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" { } ")]
    public void A_batch_without_a_context_has_none(string? context) =>
        Assert.Equal("""{"events":[1]}""", Encoding.UTF8.GetString(Assert.Single(ReplayBatches.Of([Reject(7, 1, "1") with { Context = context }], patch: null)).Body.Span));

    [Fact]
    public void Events_that_a_patch_makes_equal_are_still_told_apart_and_the_same_one_is_always_told_the_same()
    {
        List<StoredReject> rejects = [Reject(7, 1, """{"a":1,"b":1}"""), Reject(7, 2, """{"a":1,"b":2}"""), Reject(7, 3, """{"a":1,"b":2}""") with { Number = 1 }];
        var together = Assert.Single(ReplayBatches.Of(rejects, Patch)).Replay!.Numbers;
        Assert.Equal(3, together.Distinct().Count());
        Assert.Equal(together, rejects.Select(reject => Assert.Single(ReplayBatches.Of([reject], Patch)).Replay!.Numbers[0]));
    }

    private static StoredReject Reject(long receipt, int index, string payload) => new("game", "dev", 99, "aa", receipt, index, 0, payload, """{"sent_at": 1 , "context":{}}""");
}
