using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>
/// Counts active players from bitmaps of 60 days (<c>player_activity</c> of docs/specs/warehouse.md): a row is read for each player and block instead of one for each day.
/// </summary>
/// <remarks>
/// A block's 60 counters lie four to a number, 15 bits each: bits n, n + 15, n + 30 and n + 45 of the bitmaps are added at once. Players are added up in groups of at most 2^14, so that no counter runs over
/// into the next.
/// </remarks>
internal static class ActivityBitmaps
{
    /// <summary>Over more days than a block has, players are not counted here.</summary>
    public const int TrailingDaysMax = BlockDays;

    private const int BlockDays = 60;
    private const int LaneBits = 15;
    private const int GroupBits = 14;
    private const long LowestOfEachLane = 1L | 1L << LaneBits | 1L << (2 * LaneBits) | 1L << (3 * LaneBits);

    /// <summary>A query that gives <c>install_day</c>, the dimensions, <c>age</c> and <c>amount</c>, of the players of a query <c>cohort</c>.</summary>
    /// <param name="relation">The view with the bitmaps.</param>
    /// <param name="question">Whose install days.</param>
    /// <param name="ages">Which ages.</param>
    /// <param name="keys">The dimensions, each followed by a comma.</param>
    /// <param name="columns">The same of the cohort <c>c</c>.</param>
    public static string CountByAge(string relation, GridQuestion question, AgeRange ages, string keys, string columns)
    {
        var first = question.From.AddDays(Math.Min(ages.First, DateOnly.MaxValue.DayNumber - question.From.DayNumber));
        var last = question.To.AddDays(Math.Min(ages.Last, DateOnly.MaxValue.DayNumber - question.To.DayNumber));
        return
            $"""
            SELECT install_day, {keys}day - install_day AS age, sum(players)::BIGINT AS amount
              FROM (
                SELECT install_day, {keys}{Day} AS day, {Counter} AS players
                FROM (
                  SELECT c.install_day, {columns}s.block, {Counters("s.days")} AS counters
                  FROM {relation} AS s
                  {Selection.ToCohort}
                  WHERE s.block BETWEEN {SqlText.Literal(Block(first))} AND {SqlText.Literal(Block(last))}
                  GROUP BY c.install_day, {columns}s.block, s.player_key >> {SqlText.Literal(GroupBits)}),
                generate_series(0, {SqlText.Literal(BlockDays - 1)}) AS bits(bit))
              WHERE players > 0 AND day - install_day BETWEEN {SqlText.Literal(ages.First)} AND {SqlText.Literal(ages.Last)}
              GROUP BY ALL
            """;
    }

    /// <summary>
    /// A query that gives <c>day</c> and <c>players</c>: how many were active on the day or one of those before it. A player's block and the one before are put into one number of 120 bits, in which each bit
    /// is then spread over the days that follow it.
    /// </summary>
    /// <param name="relation">The view with the bitmaps.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="length">How many days are looked at, the day included; 1 to <see cref="TrailingDaysMax"/>.</param>
    public static string CountTrailing(string relation, DateOnly from, DateOnly to, int length)
    {
        var (first, last) = (SqlText.Literal(Block(from)), SqlText.Literal(Block(to)));
        var spread =
            $"""
            SELECT game, player_key, block, bit_or(days) AS days FROM (
                    SELECT game, player_key, block, days::HUGEINT << {SqlText.Literal(BlockDays)} AS days FROM {relation} WHERE block BETWEEN {first} AND {last}
                    UNION ALL
                    SELECT game, player_key, block + 1 AS block, days::HUGEINT AS days FROM {relation} WHERE block BETWEEN {first} - 1 AND {last} - 1)
                  GROUP BY game, player_key, block
            """;
        for (var width = 1; width < length;)
        {
            var by = Math.Min(width, length - width);
            spread = $"SELECT game, player_key, block, days | ((days & {(UInt128.One << ((2 * BlockDays) - by)) - 1}) << {SqlText.Literal(by)}) AS days FROM ({spread})";
            width += by;
        }

        return
            $"""
            SELECT day, sum(players)::BIGINT AS players
              FROM (
                SELECT {Day} AS day, {Counter} AS players
                FROM (
                  SELECT s.block, {Counters("s.days")} AS counters
                  FROM (SELECT player_key, block, (days >> {SqlText.Literal(BlockDays)})::BIGINT AS days FROM ({spread})) AS s
                  GROUP BY s.block, s.player_key >> {SqlText.Literal(GroupBits)}),
                generate_series(0, {SqlText.Literal(BlockDays - 1)}) AS bits(bit))
              WHERE day BETWEEN {SqlText.Literal(from)} AND {SqlText.Literal(to)}
              GROUP BY day
            """;
    }

    private static string Day => $"DATE '1970-01-01' + (block * {SqlText.Literal(BlockDays)} + bit)::INTEGER";

    private static string Counter =>
        $"counters[bit % {SqlText.Literal(LaneBits)} + 1] >> (bit // {SqlText.Literal(LaneBits)} * {SqlText.Literal(LaneBits)}) & {SqlText.Literal((1L << LaneBits) - 1)}";

    private static string Counters(string days) =>
        $"[{string.Join(", ", Enumerable.Range(0, LaneBits).Select(bit => $"sum({days} >> {SqlText.Literal(bit)} & {SqlText.Literal(LowestOfEachLane)})::BIGINT"))}]";

    private static int Block(DateOnly day) => (int)Math.Floor((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) / (double)BlockDays);
}
