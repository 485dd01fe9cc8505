using Frontline.Core.Storage;
using Frontline.Lake.Chain;

namespace Frontline.Pipeline.Recovery;

/// <summary>Which chains continue each other, and which one a log may extend.</summary>
internal static class ChainLineage
{
    /// <summary>The chains from the oldest to a writer's own, each with the entry up to which it counts.</summary>
    public static async ValueTask<IReadOnlyList<ChainPart>> ReadAsync(IObjectStore lake, ChainWriter writer, CancellationToken cancellation)
    {
        var parts = new List<ChainPart> { new(writer.Chain, writer.Head.Number, writer.Head.Sha256, writer.Snapshot) };
        for (var predecessor = writer.Predecessor; predecessor is not null;)
        {
            var chain = new ChainId(predecessor.Log, predecessor.Partition);
            var read = await new ChainReader(lake, chain).ReadAsync(0, cancellation: cancellation).ConfigureAwait(false);
            var last = read.Entries.LastOrDefault(entry => entry.Number == predecessor.Number)?.Sha256 ?? (read.Restart?.Number == predecessor.Number ? read.Restart.EntrySha256 : "");
            parts.Add(new ChainPart(chain, predecessor.Number, last, read.Entries.LastOrDefault(entry => entry.Snapshot is not null)?.Snapshot ?? read.Restart?.Snapshot));
            predecessor = Predecessor(read);
        }

        parts.Reverse();
        return parts;
    }

    /// <summary>Checks that a log may extend its chain, and finds the chain that a new log's continues.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="chain">The log's own.</param>
    /// <param name="logEnd">The log's end.</param>
    /// <param name="continueFromOtherLog">Whether a new log may continue another's chain.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="LogDoesNotFitChainException">It must not.</exception>
    public static async ValueTask<ChainPredecessor?> CheckAsync(IObjectStore lake, ChainId chain, long logEnd, bool continueFromOtherLog, CancellationToken cancellation)
    {
        var chains = new List<ChainId>();
        foreach (var listed in (await ChainReader.ListChainsAsync(lake, cancellation).ConfigureAwait(false)).Where(other => other.Partition == chain.Partition))
        {
            var first = await new ChainReader(lake, listed).ReadAsync(0, most: 1, cancellation).ConfigureAwait(false);
            if (first is { Restart: null, Entries.Count: 0 })
            {
                // Its first writer died after it had listed the chain and before it made an entry: the chain has not begun.
                continue;
            }

            chains.Add(listed);
            if (Predecessor(first) is { } continued && new ChainId(continued.Log, continued.Partition) == chain)
            {
                throw new LogDoesNotFitChainException($"The chain of log {chain.Log} was continued by log {listed.Log}: start with that log's data.");
            }
        }

        if (chains.Contains(chain))
        {
            var (_, end) = await EndAsync(lake, chain, cancellation).ConfigureAwait(false);
            return logEnd >= end ? null : throw new LogDoesNotFitChainException(
                $"The log {chain.Log} ends at position {logEnd}, but the lake has recorded it up to {end}: the log was restored from an older copy, or its newest part is lost. " +
                "Put the newest log back, or go on under a new log id.");
        }

        if (chains.Count == 0)
        {
            return null;
        }

        var newest = chains[^1];
        if (!continueFromOtherLog)
        {
            throw new LogDoesNotFitChainException(
                $"The lake was recorded from log {newest.Log}, but the log here is {chain.Log}, which it does not know: the log's folder was replaced or deleted. " +
                "Put the log back, or say that the lake is to be continued from the new log.");
        }

        var (number, chainEnd) = await EndAsync(lake, newest, cancellation).ConfigureAwait(false);
        return new ChainPredecessor(newest.Log, newest.Partition, number, chainEnd);
    }

    private static async ValueTask<(long Number, long End)> EndAsync(IObjectStore lake, ChainId chain, CancellationToken cancellation)
    {
        var read = await new ChainReader(lake, chain).ReadAsync(0, cancellation: cancellation).ConfigureAwait(false);
        return read.Entries.Count > 0 ? (read.Entries[^1].Number, read.Entries[^1].End) : (read.Restart!.Number, read.Restart.End);
    }

    private static ChainPredecessor? Predecessor(ChainRead read) => read.Restart?.Predecessor ?? (read.Entries.Count > 0 ? read.Entries[0].Predecessor : null);
}
