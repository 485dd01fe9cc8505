using Frontline.Enrichment.UserAgents;
using Frontline.Testing;
using Xunit;

namespace Frontline.Tests.Enrichment.UserAgents;

public sealed class UserAgentReaderTests
{
    private static readonly UserAgentReader Reader = new();

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_1_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1.2 Mobile/15E148 Safari/604.1", "iPhone", "iOS", "17.1.2")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36", null, "Windows", "10")]
    [InlineData("Mozilla/5.0 (Windows NT 5.1; rv:52.0) Gecko/20100101 Firefox/52.0", null, "Windows", "XP")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15", "Mac", "Mac OS X", "10.15.7")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36", null, "Linux", null)]
    [InlineData("Mozilla/5.0 (Linux; Android 10; SM-G960F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36", "Samsung SM-G960F", "Android", "10")]
    [InlineData("UnityPlayer/2022.3.1f1 (UnityWebRequest/1.0, libcurl/7.84.0-DEV)", null, null, null)]
    [InlineData("", null, null, null)]
    public void A_browser_tells_its_device_and_system(string agent, string? device, string? os, string? version) =>
        Assert.Equal(new UserAgentFacts(device, os, version, IsBot: false), Reader.Read(agent));

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)")]
    public void A_known_crawler_is_a_bot_and_has_no_device(string agent)
    {
        var facts = Reader.Read(agent);

        Assert.Equal((true, null), (facts.IsBot, facts.Device));
    }

    [Theory]
    [InlineData("curl/8.5.0")]
    [InlineData("UnityPlayer/2022.3.1f1 (UnityWebRequest/1.0, libcurl/7.84.0-DEV)")]
    [InlineData("Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7 Build/TQ3A.230805.001)")]
    [InlineData("mygame/12 CFNetwork/1474 Darwin/23.0.0")]
    public void What_games_and_people_send_with_is_no_bot(string agent) => Assert.False(Reader.Read(agent).IsBot);

    [Fact]
    public void Any_number_of_user_agents_gets_the_right_answers()
    {
        var reader = new UserAgentReader(rememberedMax: 3);
        for (var i = 0; i < 20; i++) Assert.Equal($"17.{i % 5}", reader.Read($"Mozilla/5.0 (iPhone; CPU iPhone OS 17_{i % 5} like Mac OS X) AppleWebKit/605.1.15").OsVersion);
    }

    [Theory]
    [InlineData("os_parsers:\n  - regex: \"x\"")]
    [InlineData("os_parsers:\n  - regex: x")]
    [InlineData("  - regex: 'x'")]
    public void Rules_of_another_form_are_refused(string text) => Assert.Throws<FormatException>(() => UserAgentRuleFile.Read(new StringReader(text)));

    [Theory]
    [InlineData("tests/test_os.yaml", 483)]
    [InlineData("test_resources/additional_os_tests.yaml", 23)]
    public void Uap_core_s_own_cases_of_systems_hold(string file, int count)
    {
        var cases = UapCases.Read(TestEnvironment.RequireShared("data/uap-core/" + file));

        Assert.Equal(count, cases.Count);
        Assert.All(cases, item =>
        {
            var version = string.Join('.', new[] { "major", "minor", "patch", "patch_minor" }.Select(item.GetValueOrDefault).TakeWhile(part => part is not null));
            var facts = Reader.Read(item["user_agent_string"]!);
            Assert.Equal((Known(item["family"]), version.Length == 0 ? null : version), (facts.Os, facts.OsVersion));
        });
    }

    [Fact]
    public void Uap_core_s_own_cases_of_devices_hold()
    {
        var cases = UapCases.Read(TestEnvironment.RequireShared("data/uap-core/tests/test_device.yaml"));

        Assert.Equal(16_129, cases.Count);
        // Every fourth: all of them hold too, and take seven seconds.
        Assert.All(cases.Where((_, index) => index % 4 == 0), item =>
        {
            var facts = Reader.Read(item["user_agent_string"]!);
            Assert.Equal(Known(item["family"]), facts.IsBot ? "Spider" : facts.Device);
        });
    }

    private static string? Known(string? family) => family == "Other" ? null : family;
}
