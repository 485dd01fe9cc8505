namespace Frontline.Lake.Rows;

/// <summary>Remembers the key of a block's last row for the first of the next one.</summary>
internal sealed class LastRow
{
    private byte[] texts = [];
    private int gameLength;
    private int playerLength;
    private bool hasPlayer;
    private long time;
    private long position;
    private int index;

    public bool IsKnown { get; private set; }

    /// <summary>Only when <see cref="IsKnown"/>.</summary>
    public RowKey Key => new(texts.AsSpan(0, gameLength), hasPlayer, texts.AsSpan(gameLength, playerLength), time, position, index);

    public void Remember(in RowKey key)
    {
        (gameLength, playerLength, hasPlayer, time, position, index) = (key.Game.Length, key.Player.Length, key.HasPlayer, key.Time, key.Position, key.Index);
        if (texts.Length < gameLength + playerLength)
            texts = new byte[gameLength + playerLength];

        key.Game.CopyTo(texts);
        key.Player.CopyTo(texts.AsSpan(gameLength));
        IsKnown = true;
    }
}
