using System.Collections.Frozen;
using Frontline.Core.Games;

namespace Frontline.Enrichment.Plans;

/// <summary>A game's tracking plan, compiled: what its events should look like. Immutable; made by <see cref="PlanCompiler"/>. docs/specs/plan.md is what it promises.</summary>
public sealed class TrackingPlan
{
    private readonly FrozenDictionary<string, EventPlan> events;

    internal TrackingPlan(string version, PlanPolicy policy, Dictionary<string, EventPlan> events)
    {
        Version = version;
        Policy = policy;
        this.events = events.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The first 12 hex digits of the SHA-256 over the policy and the files' names and contents: equal versions judge alike.</summary>
    public string Version { get; }

    public PlanPolicy Policy { get; }

    /// <summary>The names of the events that have a schema.</summary>
    public IReadOnlyCollection<string> Events => events.Keys;

    internal EventPlan? Find(string name) => events.GetValueOrDefault(name);
}
