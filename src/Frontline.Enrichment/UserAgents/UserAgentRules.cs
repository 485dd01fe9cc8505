using System.Text.RegularExpressions;

namespace Frontline.Enrichment.UserAgents;

/// <summary>The rules of uap-core for operating systems and devices, in their order: the first that matches counts.</summary>
internal sealed class UserAgentRules
{
    /// <summary>The commit of uap-core that the rules are from.</summary>
    public const string Version = "e3c5e634bee0";

    /// <summary>One pattern on one user agent of bounded length takes microseconds; a pause of the process may come between.</summary>
    private static readonly TimeSpan MatchTimeMax = TimeSpan.FromMilliseconds(100);

    private UserAgentRules(IReadOnlyList<UserAgentRule> systems, IReadOnlyList<UserAgentRule> devices)
    {
        Systems = systems;
        Devices = devices;
    }

    /// <summary>Give a family and the parts of a version.</summary>
    public IReadOnlyList<UserAgentRule> Systems { get; }

    /// <summary>Give a family.</summary>
    public IReadOnlyList<UserAgentRule> Devices { get; }

    /// <summary>Compiles the rules that are embedded in this assembly, which takes tens of milliseconds.</summary>
    public static UserAgentRules Load()
    {
        using var stream = typeof(UserAgentRules).Assembly.GetManifestResourceStream("uap-core.yaml") ?? throw new InvalidOperationException("uap-core.yaml is not embedded.");
        using var reader = new StreamReader(stream);
        var entries = UserAgentRuleFile.Read(reader);
        return new UserAgentRules(
            [.. entries["os_parsers"].Select(rule => new UserAgentRule(
                Pattern(rule), rule.GetValueOrDefault("os_replacement"), rule.GetValueOrDefault("os_v1_replacement"), rule.GetValueOrDefault("os_v2_replacement"), rule.GetValueOrDefault("os_v3_replacement"), rule.GetValueOrDefault("os_v4_replacement")))],
            [.. entries["device_parsers"].Select(rule => new UserAgentRule(Pattern(rule), rule.GetValueOrDefault("device_replacement")))]);
    }

    private static Regex Pattern(Dictionary<string, string> rule) =>
        new(rule["regex"], RegexOptions.CultureInvariant | (rule.GetValueOrDefault("regex_flag") == "i" ? RegexOptions.IgnoreCase : RegexOptions.None), MatchTimeMax);
}
