using System.Runtime.CompilerServices;
using Frontline.Core;
using Frontline.Enrichment.Geo;
using Frontline.Enrichment.Plans;
using Frontline.Enrichment.Unicode;
using Frontline.Enrichment.UserAgents;
using Frontline.Enrichment.Values;

namespace Frontline.Enrichment;

/// <summary>The versions that a batch was enriched with. One object for each plan and database while they are in force: who collects the versions of many batches compares references.</summary>
internal sealed class UsedVersions
{
    private static readonly object None = new();

    private readonly ConditionalWeakTable<object, ConditionalWeakTable<object, Dictionary<string, string>>> byDatabase = [];

    public IReadOnlyDictionary<string, string> Of(string game, TrackingPlan? plan, IGeoDatabase? geo) =>
        byDatabase.GetOrCreateValue(geo ?? None).GetValue(plan ?? None, _ => Collect(game, plan, geo));

    private static Dictionary<string, string> Collect(string game, TrackingPlan? plan, IGeoDatabase? geo)
    {
        var versions = new Dictionary<string, string>
        {
            ["processor"] = ProgramVersion.Current,
            ["unicode"] = NfcTables.UnicodeVersion,
            ["currencies"] = CurrencyCodes.Version,
            ["uap-core"] = UserAgentRules.Version,
        };
        if (geo is not null) versions["geo"] = geo.Version;
        if (plan is not null) versions[$"plan:{game}"] = plan.Version;
        return versions;
    }
}
