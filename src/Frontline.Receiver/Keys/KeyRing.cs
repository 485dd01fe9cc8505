using System.Collections.Concurrent;
using Frontline.Core.Games;

namespace Frontline.Receiver.Keys;

/// <summary>From a credential as sent to its game and key, without hashing the key for every request. Thread-safe.</summary>
/// <remarks>
/// Credentials that were found are remembered until <see cref="IGameCatalog.Games"/> is another instance, which is how a catalog says that something changed.
/// An entry is always looked up after its snapshot was found current, so none is older than its snapshot. Unknown credentials are never remembered.
/// </remarks>
internal sealed class KeyRing(IGameCatalog catalog, ReceiverOptions options, TimeProvider time)
{
    internal const int CredentialsMax = 4096;
    internal const int CredentialCharsMax = 1024;

    private readonly ConcurrentDictionary<string, TokenBucket> limits = new(StringComparer.Ordinal);
    private Snapshot current = new(catalog.Games);

    /// <summary>Credentials remembered now.</summary>
    internal int Remembered => Volatile.Read(ref current).Count;

    /// <summary>Finds the key of an Authorization header's value; null when it has none that is known.</summary>
    public KeyEntry? FindByAuthorization(string header)
    {
        var snapshot = Current();
        return Find(snapshot, snapshot.ByAuthorization, header, static header => CredentialReader.TryReadAuthorization(header, out var key) ? key : null);
    }

    /// <summary>Finds a bare key, as it stands in a query.</summary>
    public KeyEntry? FindByKey(string key)
    {
        var snapshot = Current();
        return Find(snapshot, snapshot.ByKey, key, static key => key);
    }

    private KeyEntry? Find(Snapshot snapshot, ConcurrentDictionary<string, KeyEntry> known, string credential, Func<string, string?> keyOf)
    {
        if (credential.Length > CredentialCharsMax)
            return null;
        if (known.TryGetValue(credential, out var entry))
            return entry;
        if (keyOf(credential) is not { } text || !catalog.TryGetByKey(text, out var game, out var key))
            return null;

        entry = new KeyEntry(game, key, LimitOf(key));
        snapshot.Remember(known, credential, entry);
        return entry;
    }

    private Snapshot Current()
    {
        var snapshot = Volatile.Read(ref current);
        var games = catalog.Games;
        if (ReferenceEquals(snapshot.Games, games))
            return snapshot;

        // Buckets outlive a change of the catalog, or every reload would refill them; those of keys that are gone go.
        var keys = games.SelectMany(static game => game.Keys).Select(static key => key.Sha256).ToHashSet(StringComparer.Ordinal);
        foreach (var hash in limits.Keys)
        {
            if (!keys.Contains(hash))
                limits.TryRemove(hash, out _);
        }

        var renewed = new Snapshot(games);
        Volatile.Write(ref current, renewed);
        return renewed;
    }

    private TokenBucket? LimitOf(WriteKey key) => options.KeyEventsPerSecond <= 0
        ? null
        : limits.GetOrAdd(key.Sha256, static (_, self) => new TokenBucket(self.options.KeyEventsPerSecond, self.options.KeyEventsBurst, self.time), (options, time));

    private sealed class Snapshot(IReadOnlyCollection<Game> games)
    {
        private int count;

        public IReadOnlyCollection<Game> Games { get; } = games;

        public ConcurrentDictionary<string, KeyEntry> ByAuthorization { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, KeyEntry> ByKey { get; } = new(StringComparer.Ordinal);

        public int Count => ByAuthorization.Count + ByKey.Count;

        // The same key comes in many spellings (a basic password may be anything), so the number is bounded. Counted here, because
        // the dictionary's own count takes all its locks; a race may add a few more than the bound, which does no harm.
        public void Remember(ConcurrentDictionary<string, KeyEntry> known, string credential, KeyEntry entry)
        {
            if (Interlocked.Increment(ref count) > CredentialsMax)
            {
                ByAuthorization.Clear();
                ByKey.Clear();
                Interlocked.Exchange(ref count, 1);
            }

            known[credential] = entry;
        }
    }
}
