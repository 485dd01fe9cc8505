using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Frontline.Enrichment.UserAgents;

/// <summary>Reads user agents by the rules of uap-core, and remembers some thousand of them. What is remembered never changes an answer. Thread-safe.</summary>
/// <param name="rememberedMax">How many; when there are more, all are forgotten.</param>
internal sealed class UserAgentReader(int rememberedMax = 4096)
{
    private const string Other = "Other";
    private const string Spider = "Spider";
    private const int AttemptsMax = 3;

    private readonly Lazy<UserAgentRules> rules = new(UserAgentRules.Load);
    private readonly ConcurrentDictionary<string, UserAgentFacts> remembered = new(StringComparer.Ordinal);

    /// <param name="agent">Of bounded length.</param>
    public UserAgentFacts Read(string agent)
    {
        if (remembered.TryGetValue(agent, out var facts)) return facts;
        facts = Find(agent);
        if (remembered.Count >= rememberedMax) remembered.Clear();
        remembered[agent] = facts;
        return facts;
    }

    private UserAgentFacts Find(string agent)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            try
            {
                return Match(agent);
            }
            catch (RegexMatchTimeoutException)
            {
                // On a busy machine a pause of the process; what was made to be slow is slow again.
            }
        }

        return UserAgentFacts.None;
    }

    /// <exception cref="RegexMatchTimeoutException">A rule took too long.</exception>
    private UserAgentFacts Match(string agent)
    {
        var system = First(rules.Value.Systems, agent);
        var device = First(rules.Value.Devices, agent)?[0];
        var isBot = device == Spider;
        return new UserAgentFacts(
            isBot || device == Other ? null : device,
            system?[0] == Other ? null : system?[0],
            system is [not null, not null, ..] ? string.Join('.', system.Skip(1).TakeWhile(part => part is not null)) : null,
            isBot);
    }

    private static string?[]? First(IReadOnlyList<UserAgentRule> rules, string agent)
    {
        foreach (var rule in rules)
        {
            if (rule.Match(agent) is { } parts) return parts;
        }

        return null;
    }
}
