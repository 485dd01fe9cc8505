using System.Buffers.Binary;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Core.State;

namespace Frontline.Pipeline.Keyed;

/// <summary>
/// What the Recorder knows: the keyed state, and on top of it what rows of entries that are not yet committed have changed. Deciding and replaying
/// both drive it through <see cref="Take"/> and <see cref="Cut"/>, which look at nothing but the state and the rows, so that replayed state equals what was lost.
/// </summary>
/// <remarks>Not thread-safe, one owner; the keyed state below may be committed to by another thread as long as <see cref="Release"/> comes after the commit.</remarks>
internal sealed class RecordedState
{
    /// <summary>Imports whose ranges are held in memory; further ones are read from the state when asked for.</summary>
    private const int ImportsInMemoryMax = 64;

    private readonly IKeyedState state;
    private readonly RecorderOptions options;
    private readonly ReceiptSet receipts;
    private readonly PendingMap<(uint Hour, UInt128 Identity), bool> pendingIdentities = new();
    private readonly PendingMap<UInt128, bool> pendingTransactions = new();
    private readonly PendingMap<UInt128, PlayerRecord> pendingPlayers = new();
    private readonly PendingMap<RejectId, bool> pendingReplays = new();
    private readonly Dictionary<UInt128, KnownImport> imports = [];
    private long cut = 1;
    private long released;
    private long nextPlayer;
    private (Receipt Receipt, ImportedAt At)? previousImport;

    private List<(uint Hour, UInt128 Identity)> identities = [];
    private List<UInt128> transactions = [];
    private Dictionary<UInt128, PlayerRecord> players = [];
    private List<RejectId> replays = [];
    private HashSet<KnownImport> changedImports = [];
    private bool hasNewPlayer;
    private Timestamp? receivedFrom;

    public RecordedState(IKeyedState state, RecorderOptions options)
    {
        this.state = state;
        this.options = options;
        receipts = new ReceiptSet(state);
        Buckets = new DedupeBuckets(state, options.DedupeHoursPerDayMax, options.DedupeFilterBytesMax);

        // Keys begin at 1 in each partition's own number space: 0 stands for rows without a player.
        nextPlayer = state.Get(StateKeys.NextPlayer) is { } next ? BinaryPrimitives.ReadInt64BigEndian(next) : ((long)options.Partition << 40) + 1;
    }

    public DedupeBuckets Buckets { get; }

    /// <summary>The <c>player_key</c> a new player gets.</summary>
    public long NextPlayerKey => nextPlayer;

    public int ReceiptFragments => receipts.Fragments;

    /// <summary>Whether an event is recognised by its identity; others are by their receipt or imported row alone, which are kept anyway.</summary>
    public static bool HasDedupeKey(EventFields fields, bool isImport) => fields.EventId is not null || (fields.ClientTime is not null && !isImport);

    /// <summary>The key of what may happen once: a purchase and a refund each once per transaction, player and store.</summary>
    public static UInt128? TransactionOf(string game, EventFields fields) => fields switch
    {
        { TransactionId: null } => null,
        { Name: EventNames.Purchase } => Identity.OfTransaction(game, fields.PlayerId ?? "", fields.Store ?? "", fields.TransactionId),
        { Name: EventNames.Refund } => Identity.OfTransaction(game, fields.PlayerId ?? "", "refund of " + fields.Store, fields.TransactionId),
        _ => null,
    };

    public bool HasReceipt(Receipt receipt) => receipts.Contains(receipt);

    /// <summary>Whether any event of a batch was recorded.</summary>
    public bool KnowsBatch(string log, long position) => receipts.Knows(log, position);

    /// <summary>The fingerprint of the mapping an import was made with, or null for one that is not known.</summary>
    public string? MappingOf(string game, string contentHash) => Import(StateKeys.Import(game, contentHash))?.Mapping;

    public bool HasImported(string game, string contentHash, ImportedAt at) => Import(StateKeys.Import(game, contentHash))?.Contains(at) ?? false;

    /// <summary>Whether a reject was replayed, whatever became of it.</summary>
    public bool HasReplayed(RejectId reject) => pendingReplays.Contains(reject) || state.Contains(StateKeys.Replay(reject));

    public bool HasIdentity(Timestamp? clientTime, UInt128 identity)
    {
        var hour = DedupeBuckets.HourOf(clientTime);
        return pendingIdentities.Contains((hour, identity))
            || IsInBuckets(hour, identity)
            || (hour != DedupeBuckets.OtherHours && IsInBuckets(DedupeBuckets.OtherHours, identity));
    }

    public bool HasTransaction(UInt128 id) => pendingTransactions.Contains(id) || state.Contains(StateKeys.Transaction(id));

    public PlayerRecord? Player(UInt128 id) => pendingPlayers.TryGet(id, out var pending) ? pending : state.Get(StateKeys.Player(id)) is { } value ? PlayerRecord.Read(value) : null;

    /// <summary>Takes a decided row into account, in processing order.</summary>
    public void Take(RecordedRow row)
    {
        receipts.Add(row.Receipt);
        if (row.Key is WriteKeyKind.Production or WriteKeyKind.Dev && (receivedFrom is not { } from || row.ReceivedAt < from))
        {
            receivedFrom = row.ReceivedAt;
        }

        if (row.ImportHash is not null && row.ImportRow is not null && !RejectCodes.IsImportMapping(row.Reject))
        {
            TakeImport(row, row.ImportHash, new ImportedAt(row.ImportRow.Value, row.ImportNumber ?? 0));
        }

        if (row.ReplayOf is { } reject && row.DuplicateOf is not DuplicateOf.Replay)
        {
            replays.Add(reject);
            pendingReplays.Put(reject, value: true, cut);
        }

        if (row.Outcome == Outcome.Event)
        {
            TakeEvent(row);
        }
    }

    /// <summary>Ends an entry: the changes of all rows taken since the last cut. They are seen by the look-ups until they are released.</summary>
    public EntryChanges Cut()
    {
        var others = new List<StateChange>();
        receipts.WriteChanges(others);
        foreach (var import in changedImports)
        {
            import.WriteChanges(others);
        }

        others.AddRange(replays.Select(reject => new StateChange(StateChangeKind.Put, StateKeys.Replay(reject), [])));
        var changes = new EntryChanges
        {
            Cut = cut,
            Identities = identities,
            Transactions = transactions,
            Players = players,
            Replays = replays,
            NextPlayer = hasNewPlayer ? nextPlayer : null,
            Others = others,
            ReceivedFrom = receivedFrom,
        };
        (identities, transactions, players, replays, changedImports) = ([], [], [], [], []);
        (hasNewPlayer, receivedFrom) = (false, null);
        cut++;
        return changes;
    }

    /// <summary>Forgets changes that are now in the keyed state.</summary>
    public void Release(EntryChanges changes)
    {
        foreach (var identity in changes.Identities)
        {
            pendingIdentities.Release(identity, changes.Cut);
        }

        foreach (var transaction in changes.Transactions)
        {
            pendingTransactions.Release(transaction, changes.Cut);
        }

        foreach (var player in changes.Players.Keys)
        {
            pendingPlayers.Release(player, changes.Cut);
        }

        foreach (var reject in changes.Replays)
        {
            pendingReplays.Release(reject, changes.Cut);
        }

        released = changes.Cut;
        if (imports.Count > ImportsInMemoryMax)
        {
            foreach (var (id, import) in imports.Where(pair => pair.Value.ChangedIn <= released).ToList())
            {
                imports.Remove(id);
            }
        }
    }

    private void TakeEvent(RecordedRow row)
    {
        if (HasDedupeKey(row.Event, isImport: row.ImportHash is not null || (row.ReplayOf is not null && row.Key is WriteKeyKind.Import)))
        {
            var key = (DedupeBuckets.HourOf(row.Event.ClientTime), row.Identity);
            identities.Add(key);
            pendingIdentities.Put(key, value: true, cut);
        }

        if (TransactionOf(row.Game, row.Event) is { } transaction && !row.RepeatTransaction)
        {
            transactions.Add(transaction);
            pendingTransactions.Put(transaction, value: true, cut);
        }

        var id = Identity.OfPlayer(row.Game, row.Event.PlayerId ?? "");
        var before = Player(id);
        var after = (before ?? new PlayerRecord(row.PlayerKey)).With(row, options.SessionsPerPlayerMax);
        if (!ReferenceEquals(before, after))
        {
            players[id] = after;
            pendingPlayers.Put(id, after, cut);
        }

        if (row.PlayerKey >= nextPlayer)
        {
            nextPlayer = row.PlayerKey + 1;
            hasNewPlayer = true;
        }
    }

    private void TakeImport(RecordedRow row, string hash, ImportedAt at)
    {
        var id = StateKeys.Import(row.Game, hash);
        if (Import(id) is not { } import)
        {
            imports[id] = import = new KnownImport(id, row.ImportMapping ?? "");
        }

        ImportedAt? previous = previousImport is { } last && last.Receipt.Log == row.Receipt.Log && last.Receipt.Position == row.Receipt.Position && last.Receipt.Index == row.Receipt.Index - 1
            ? last.At
            : null;
        import.Add(at, previous, cut);
        changedImports.Add(import);
        previousImport = (row.Receipt, at);
    }

    private KnownImport? Import(UInt128 id)
    {
        if (imports.TryGetValue(id, out var known))
        {
            return known;
        }

        if (KnownImport.Load(state, id) is { } loaded)
        {
            imports[id] = loaded;
            return loaded;
        }

        return null;
    }

    private bool IsInBuckets(uint hour, UInt128 identity)
    {
        Span<byte> key = stackalloc byte[StateKeys.DedupeKeyLength];
        foreach (var day in Buckets.DaysOf(hour, identity))
        {
            StateKeys.WriteDedupe(key, day, hour, identity);
            if (state.Contains(key))
            {
                return true;
            }
        }

        return false;
    }
}
