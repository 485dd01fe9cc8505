using Frontline.Core;
using Frontline.Core.State;

namespace Frontline.Live;

/// <summary>When players came and their sessions: read from the keyed state when first needed, written back at the end of each entry.</summary>
internal sealed class PlayerBook(IKeyedState state, StateKeys keys, LiveOptions options)
{
    private readonly StateWriter writer = new();
    private readonly TwoGenerations<long, Player> players = new(options.PlayersInMemoryMax);
    private readonly List<Player> changed = [];

    /// <summary>Sessions under earlier days have been deleted, days since 1970.</summary>
    public long OldestBucket { get; set; }

    public Player Find(long key, GameBook game)
    {
        if (!players.TryGet(key, out var player))
        {
            player = Read(key, game);
            players.Add(key, player);
        }

        return player;
    }

    public void TouchFirst(Player player)
    {
        Touch(player);
        player.FirstChanged = true;
    }

    public void TouchRuns(Player player)
    {
        Touch(player);
        player.RunsChanged = true;
    }

    public void Flush(Timestamp recordedAt, StateBatch changes)
    {
        foreach (var player in changed)
        {
            if (player.RunsChanged)
            {
                WriteRuns(player, recordedAt, changes);
            }

            if (player.FirstChanged)
            {
                changes.Put(keys.FirstKey(player.Key).ToArray(), WriteFirst(player));
            }

            player.FirstChanged = false;
            player.RunsChanged = false;
        }

        changed.Clear();
        players.Turn();
    }

    private void Touch(Player player)
    {
        if (!player.FirstChanged && !player.RunsChanged)
        {
            changed.Add(player);
        }
    }

    // Sessions lie under the day they were last written, or a later one in which the last of them ends: so whole days can expire, whatever clocks said.
    private void WriteRuns(Player player, Timestamp recordedAt, StateBatch changes)
    {
        var bucket = Math.Max(Math.Max(recordedAt.UnixDay, OldestBucket), 1);
        bucket = player.Runs.Count > 0 ? Math.Max(bucket, player.Runs[^1].End.UnixDay) : bucket;
        if (bucket != player.Bucket)
        {
            if (player.Bucket >= Math.Max(OldestBucket, 1))
            {
                changes.Delete(keys.SessionsKey(player.Bucket, player.Key).ToArray());
            }

            player.Bucket = bucket;
            player.FirstChanged = true;
        }

        writer.Begin().Count(player.Runs.Count);
        foreach (var run in player.Runs)
        {
            writer.Int64(run.Start.UnixMicros).Count(run.End.UnixMicros - run.Start.UnixMicros);
            WriteValues(run.Values);
        }

        var value = writer.ToArray();
        changes.Put(keys.SessionsKey(bucket, player.Key).ToArray(), value);
    }

    private byte[] WriteFirst(Player player)
    {
        writer.Begin().Byte((byte)player.FirstSeen).Count(player.Bucket);
        if (player.FirstSeen is FirstSeen.Recent)
        {
            writer.Int64(player.InstalledAt.UnixMicros).Int64(player.FirstAt.UnixMicros);
            WriteValues(player.FirstValues);
        }

        return writer.ToArray();
    }

    private void WriteValues(in DimensionValues values) => writer.Text(values.Platform).Text(values.Country).Text(values.AppVersion);

    private Player Read(long key, GameBook game)
    {
        var player = new Player(key);
        if (state.Get(keys.FirstKey(key)) is not { } first)
        {
            return player;
        }

        var reader = new StateReader(first);
        player.FirstSeen = (FirstSeen)reader.Byte();
        player.Bucket = reader.Count();
        if (player.FirstSeen is FirstSeen.Recent)
        {
            player.InstalledAt = new Timestamp(reader.Int64());
            player.FirstAt = new Timestamp(reader.Int64());
            player.FirstValues = ReadValues(ref reader, game);
        }

        if (player.Bucket >= Math.Max(OldestBucket, 1) && state.Get(keys.SessionsKey(player.Bucket, key)) is { } sessions)
        {
            ReadRuns(player, sessions, game);
        }

        return player;
    }

    private static void ReadRuns(Player player, byte[] sessions, GameBook game)
    {
        var reader = new StateReader(sessions);
        for (var left = reader.Count(); left > 0; left--)
        {
            var start = reader.Int64();
            player.Runs.Add(new SessionRun(new Timestamp(start), new Timestamp(start + reader.Count()), ReadValues(ref reader, game)));
        }
    }

    private static DimensionValues ReadValues(ref StateReader reader, GameBook game) =>
        new(game.Pooled(reader.Text()), game.Pooled(reader.Text()), game.Pooled(reader.Text()));
}
