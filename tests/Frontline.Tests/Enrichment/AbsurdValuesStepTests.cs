using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class AbsurdValuesStepTests
{
    [Theory]
    [InlineData("level_start", "\"props\":{\"level\":1000001}")]
    [InlineData("opened", "\"props\":{\"level\":-1}")]
    [InlineData("level_start", "\"props\":{\"level\":1,\"attempt\":-1}")]
    [InlineData("level_start", "\"props\":{\"level\":1,\"attempt\":1000001}")]
    [InlineData("session_end", "\"props\":{\"duration\":86400.5}")]
    [InlineData("session_end", "\"props\":{\"duration\":-0.5}")]
    [InlineData("purchase", "\"props\":{\"amount\":100000000.01,\"currency\":\"VND\"}")]
    [InlineData("opened", "\"time\":\"1999-12-31T23:59:59Z\"")]
    [InlineData("opened", "\"installed_at\":0")]
    public void A_value_that_cannot_be_meant_is_flagged_and_kept(string name, string members)
    {
        Assert.Equal(["absurd_value"], Accept(members, name).Flags);
        Assert.Empty(Accept(members, name, options: Without("absurd-values")).Flags);
    }

    [Theory]
    [InlineData("level_start", "\"props\":{\"level\":1000000,\"attempt\":0}")]
    [InlineData("level_start", "\"props\":{\"level\":0,\"attempt\":1000000}")]
    [InlineData("session_end", "\"props\":{\"duration\":86400}")]
    [InlineData("purchase", "\"props\":{\"amount\":100000000,\"currency\":\"VND\"}")]
    [InlineData("resource_gain", "\"props\":{\"amount\":100000001,\"currency\":\"gold\"}")]
    [InlineData("opened", "\"time\":\"2000-01-01T00:00:00Z\",\"installed_at\":\"2000-01-01T00:00:00Z\",\"sequence\":-1")]
    public void What_may_be_meant_is_not(string name, string members) => Assert.Empty(Accept(members, name).Flags);
}
