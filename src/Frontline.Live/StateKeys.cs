using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>The keys of the live windows in the keyed state: docs/specs/live.md, "Keyed state". Times stand first where whole times expire.</summary>
internal sealed class StateKeys
{
    public const byte Format = 1;
    private const byte Windows = (byte)'l';
    private const byte Seen = (byte)'s';
    private const byte Players = (byte)'q';
    private const byte Head = (byte)'h';
    private const byte Games = (byte)'g';
    private const byte Minutes = (byte)'m';
    private const byte Days = (byte)'d';
    private const byte First = (byte)'f';
    private const byte Sessions = (byte)'s';

    private readonly StateWriter writer = new();

    public byte[] HeadKey() => writer.Begin().Byte(Windows).Byte(Head).ToArray();

    public byte[] GamesPrefix() => writer.Begin().Byte(Windows).Byte(Games).ToArray();

    public byte[] GameKey(int game) => writer.Begin().Byte(Windows).Byte(Games).UInt16(game).ToArray();

    /// <summary>All cells of all windows of a kind.</summary>
    public byte[] CellsPrefix(LiveWindowKind kind) => writer.Begin().Byte(Windows).Byte(KindByte(kind)).ToArray();

    /// <summary>All cells of a window.</summary>
    public byte[] WindowPrefix(LiveWindowKind kind, int game, long start) => Window(Windows, kind, game, start).ToArray();

    public byte[] CellKey(LiveWindowKind kind, int game, long start, LiveDimension dimension, int slot) =>
        Window(Windows, kind, game, start).Byte((byte)dimension).UInt16(slot).ToArray();

    /// <summary>All players seen in any minute.</summary>
    public byte[] SeenMinutesPrefix() => writer.Begin().Byte(Seen).Byte(Minutes).ToArray();

    /// <summary>Valid until the next call of any member.</summary>
    public ReadOnlySpan<byte> SeenKey(LiveWindowKind kind, int game, long start, long player) => Window(Seen, kind, game, start).Int64(player).Written;

    /// <summary>The beginnings of the cells, and of the seen players, of all minutes from one on.</summary>
    public (byte[] Cells, byte[] Seen) MinutesFrom(long minute) =>
        (writer.Begin().Byte(Windows).Byte(Minutes).UInt32(minute).ToArray(), writer.Begin().Byte(Seen).Byte(Minutes).UInt32(minute).ToArray());

    /// <summary>The beginnings of the cells, and of the seen players, of all days of a game from one on.</summary>
    public (byte[] Cells, byte[] Seen) DaysFrom(int game, long day) =>
        (Window(Windows, LiveWindowKind.Day, game, day).ToArray(), Window(Seen, LiveWindowKind.Day, game, day).ToArray());

    /// <summary>Valid until the next call of any member.</summary>
    public ReadOnlySpan<byte> FirstKey(long player) => writer.Begin().Byte(Players).Byte(First).Int64(player).Written;

    /// <summary>Valid until the next call of any member.</summary>
    public ReadOnlySpan<byte> SessionsKey(long bucket, long player) => writer.Begin().Byte(Players).Byte(Sessions).UInt32(bucket).Int64(player).Written;

    /// <summary>The beginning of all sessions' buckets from one on.</summary>
    public byte[] SessionsFrom(long bucket) => writer.Begin().Byte(Players).Byte(Sessions).UInt32(bucket).ToArray();

    private static byte KindByte(LiveWindowKind kind) => kind is LiveWindowKind.Minute ? Minutes : Days;

    private StateWriter Window(byte prefix, LiveWindowKind kind, int game, long start) => kind is LiveWindowKind.Minute
        ? writer.Begin().Byte(prefix).Byte(Minutes).UInt32(start).UInt16(game)
        : writer.Begin().Byte(prefix).Byte(Days).UInt16(game).UInt32(start);
}
