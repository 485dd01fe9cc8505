namespace Frontline.Core.Live;

/// <summary>Where live windows can be read: memory on one machine, Cassandra at scale.</summary>
/// <remarks>
/// Thread-safe. One publisher per partition publishes in chain order; a reader sees each update whole or not at all. Players lie in one partition
/// each, so that adding partitions up is exact for distinct counts too.
/// </remarks>
public interface ILiveStore
{
    /// <summary>
    /// Overwrites windows with an update's absolute numbers and drops what it says is no longer kept. An update whose <c>AsOf</c> lies before the
    /// newest one's, or which has the same log and a smaller entry, is from a writer that has lost its chain and changes nothing.
    /// A game whose time zone is another than before loses its days first: they are in the update, counted again.
    /// </summary>
    void Publish(LiveUpdate update);

    /// <summary>The newest position of each partition, in partition order. Cheap: asked several times a second for each client.</summary>
    IReadOnlyList<LivePosition> Positions { get; }

    /// <summary>Reads windows as of one position per partition.</summary>
    LiveSlice Read(LiveQuery query);
}
