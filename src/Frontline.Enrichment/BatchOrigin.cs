using System.Collections.Frozen;
using System.Net;
using Frontline.Core.Road;
using Frontline.Enrichment.Geo;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.UserAgents;

namespace Frontline.Enrichment;

/// <summary>What is known of a batch beside its events: what its request tells, its context, its game. Looked up when an event first asks, once a batch; belongs to one thread.</summary>
internal sealed class BatchOrigin(UserAgentReader agents, BatchContext context)
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

    /// <summary>What stands beside the batch's events.</summary>
    public BatchContext Context { get; } = context;

    /// <summary>Ids of the players and devices that are the studio's own.</summary>
    public FrozenSet<string> TestDevices { get; private set; } = [];

    public void Begin(ReceivedBatch next, GameTraits game, IGeoDatabase? database)
    {
        batch = next;
        TestDevices = game.TestDevices;
        geo = database;
        isPlaceKnown = false;
        agent = null;
    }
}
