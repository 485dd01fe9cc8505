namespace Frontline.Enrichment.Geo;

/// <summary>Which database of addresses is in force. Asked once a batch, from any thread.</summary>
public interface IGeoDatabases
{
    /// <summary>The newest one that could be read. The same instance until another takes its place.</summary>
    IGeoDatabase Current { get; }
}
