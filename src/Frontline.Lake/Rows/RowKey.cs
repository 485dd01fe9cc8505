namespace Frontline.Lake.Rows;

/// <summary>What rows of a file are ordered by: the same order as <see cref="RowOrder"/>, on the bytes as they are stored.</summary>
internal readonly ref struct RowKey(ReadOnlySpan<byte> game, bool hasPlayer, ReadOnlySpan<byte> player, long time, long position, int index)
{
    public ReadOnlySpan<byte> Game { get; } = game;

    public bool HasPlayer { get; } = hasPlayer;

    public ReadOnlySpan<byte> Player { get; } = player;

    /// <summary>Least where it is absent.</summary>
    public long Time { get; } = time;

    public long Position { get; } = position;

    public int Index { get; } = index;

    public int CompareTo(in RowKey other)
    {
        if (Game.SequenceCompareTo(other.Game) is var byGame and not 0)
            return byGame;

        if (HasPlayer != other.HasPlayer)
            return HasPlayer ? 1 : -1;

        if (Player.SequenceCompareTo(other.Player) is var byPlayer and not 0)
            return byPlayer;

        if (Time != other.Time)
            return Time.CompareTo(other.Time);

        var byPosition = Position.CompareTo(other.Position);
        return byPosition != 0 ? byPosition : Index.CompareTo(other.Index);
    }
}
