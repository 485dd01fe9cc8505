using System.Net;

namespace Frontline.Enrichment.Geo;

/// <summary>One state of a database of addresses. Immutable: the same address always gives the same place. Thread-safe.</summary>
public interface IGeoDatabase
{
    /// <summary>What the database is and when it was built, for the chain's entries.</summary>
    string Version { get; }

    /// <summary>The place of an address or of the network it stands for; null when the database does not know it. Throws nothing, whatever is in the database.</summary>
    GeoPlace? Find(IPAddress address);
}
