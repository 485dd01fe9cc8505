using Frontline.Core.Events;
using Frontline.Enrichment;
using Xunit;
using static Frontline.Tests.Enrichment.Batches;

namespace Frontline.Tests.Enrichment;

public sealed class UserAgentStepTests
{
    private const string IPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1.2 Mobile/15E148 Safari/604.1";

    private const string Crawler = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    [Theory]
    [InlineData("")]
    [InlineData("\"platform\":\"WebGLPlayer\"")]
    public void A_web_build_gets_device_and_system(string members)
    {
        var fields = Read(members);

        Assert.Equal(("iPhone", "17.1.2"), (fields.DeviceModel, fields.OsVersion));
        Assert.Contains("\"enriched\":{\"os\":\"iOS\"}", fields.Extra, StringComparison.Ordinal);
        Assert.Contains("device_from_agent", fields.Flags);
    }

    [Theory]
    [InlineData("\"platform\":\"ios\"")]
    [InlineData("\"platform\":\"toaster\"")]
    [InlineData("\"server\":true")]
    public void Others_know_their_device_themselves(string members)
    {
        var fields = Read(members);

        Assert.Equal((null, null), (fields.DeviceModel, fields.OsVersion));
        Assert.DoesNotContain("enriched", fields.Extra ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("device_from_agent", fields.Flags);
    }

    [Fact]
    public void What_was_sent_wins()
    {
        var fields = Read("\"os_version\":\"1\",\"device_model\":\"mine\"");

        Assert.Equal(("mine", "1", """{"enriched":{"os":"iOS"}}"""), (fields.DeviceModel, fields.OsVersion, fields.Extra));
        Assert.Empty(fields.Flags);
    }

    [Fact]
    public void What_the_agent_does_not_tell_stays_unknown()
    {
        var fields = Read("", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36");

        Assert.Equal((null, null, """{"enriched":{"os":"Linux"}}"""), (fields.DeviceModel, fields.OsVersion, fields.Extra));
        Assert.Empty(fields.Flags);
        Assert.Equal((null, null), (Read("", null).DeviceModel, Read("", null).Extra));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\"platform\":\"web\"", true)]
    [InlineData("\"platform\":\"android\"", false)]
    [InlineData("\"server\":true", false)]
    public void A_crawler_that_runs_a_web_build_is_a_bot(string members, bool isBot)
    {
        var fields = Read(members, Crawler);

        Assert.Equal(isBot, fields.Flags.Contains("bot"));
        Assert.Null(fields.DeviceModel);
        Assert.DoesNotContain("bot", Read(members, Crawler, Without("bots")).Flags);
        Assert.DoesNotContain("bot", Read(members).Flags);
    }

    [Fact]
    public void Switched_off_nothing_is_read() => Assert.Null(Read("", options: Without("user-agent")).DeviceModel);

    [Fact]
    public void The_next_batch_has_its_own_agent()
    {
        var enricher = new Enricher(new EnrichmentOptions());
        enricher.Enrich(LogId, 7, Json($"{{\"events\":[{Event("")}]}}", 1) with { UserAgent = IPhone });
        var next = enricher.Enrich(LogId, 8, Json($"{{\"events\":[{Event("")}]}}", 1) with { UserAgent = IPhone.Replace("iPhone", "iPad", StringComparison.Ordinal) });

        Assert.Equal("iPad", next.Items[0].Event.DeviceModel);
        Assert.Equal("e3c5e634bee0", next.Versions!["uap-core"]);
    }

    private static EventFields Read(string members, string? agent = IPhone, EnrichmentOptions? options = null) =>
        Assert.Single(Enrich(Json($"{{\"events\":[{Event(members)}]}}", 1) with { UserAgent = agent }, options)).Event;
}
