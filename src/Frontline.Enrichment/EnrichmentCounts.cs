using Frontline.Core.Road;

namespace Frontline.Enrichment;

/// <summary>What enriching did, counted from its results: so the Enricher itself can stay pure.</summary>
/// <param name="Events">Events accepted.</param>
/// <param name="Rejects">Events rejected.</param>
/// <param name="Flags">Accepted events by flag; an event may have several.</param>
/// <param name="Codes">Rejected events by violation code; an event may have several.</param>
public sealed record EnrichmentCounts(long Events, long Rejects, IReadOnlyDictionary<string, long> Flags, IReadOnlyDictionary<string, long> Codes)
{
    /// <summary>Counts any number of batches.</summary>
    public static EnrichmentCounts Of(IEnumerable<StreamBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        long events = 0;
        long rejects = 0;
        var flags = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var codes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var item in batches.SelectMany(batch => batch.Items))
        {
            if (item.Reject is { } reject)
            {
                rejects++;
                foreach (var code in reject.Violations.Select(violation => violation.Code).Distinct()) codes[code] = codes.GetValueOrDefault(code) + 1;
            }
            else
            {
                events++;
                foreach (var flag in item.Event.Flags) flags[flag] = flags.GetValueOrDefault(flag) + 1;
            }
        }

        return new EnrichmentCounts(events, rejects, flags, codes);
    }
}
