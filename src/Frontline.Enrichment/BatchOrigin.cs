using System.Net;
using Frontline.Core.Road;
using Frontline.Enrichment.Geo;
using Frontline.Enrichment.UserAgents;

namespace Frontline.Enrichment;

/// <summary>What a batch's request tells beside its body. Looked up when an event first asks, once a batch; belongs to one thread.</summary>
internal sealed class BatchOrigin(UserAgentReader agents)
{
    private ReceivedBatch batch = null!;
    private IGeoDatabase? geo;
    private bool isPlaceKnown;
    private GeoPlace? place;
    private UserAgentFacts? agent;

    /// <summary>Where the request came from; null without a database, for an import, and for an address that the database does not know.</summary>
    public GeoPlace? Place
    {
        get
        {
            if (!isPlaceKnown)
            {
                isPlaceKnown = true;
                place = geo is not null && IPAddress.TryParse(batch.RemoteAddress, out var address) ? geo.Find(address) : null;
            }

            return place;
        }
    }

    /// <summary>What the user agent tells; null without one.</summary>
    public UserAgentFacts? Agent => batch.UserAgent is { } sent ? agent ??= agents.Read(sent) : null;

    public void Begin(ReceivedBatch next, IGeoDatabase? database)
    {
        batch = next;
        geo = database;
        isPlaceKnown = false;
        agent = null;
    }
}
