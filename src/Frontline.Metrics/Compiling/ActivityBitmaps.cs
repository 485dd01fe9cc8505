using Frontline.Metrics.Questions;

namespace Frontline.Metrics.Compiling;

/// <summary>
/// Counts active players by install day and age from bitmaps of 60 days (<c>player_activity</c> of docs/specs/warehouse.md): a row is read for each player and block instead of one for each day.
/// </summary>
/// <remarks>
/// A block's 60 counters lie four to a number, 15 bits each: bits n, n + 15, n + 30 and n + 45 of the bitmaps are added at once. Players are added up in groups of at most 2^14, so that no counter runs over
/// into the next.
/// </remarks>
internal static class ActivityBitmaps
{
    private const int BlockDays = 60;
    private const int LaneBits = 15;
    private const int GroupBits = 14;
    private const long LowestOfEachLane = 1L | 1L << LaneBits | 1L << (2 * LaneBits) | 1L << (3 * LaneBits);

    /// <summary>A query that gives <c>install_day</c>, the dimensions, <c>age</c> and <c>amount</c>, of the players of a query <c>cohort</c>.</summary>
    /// <param name="relation">The view with the bitmaps.</param>
    /// <param name="question">Whose days and ages.</param>
    /// <param name="keys">The dimensions, each followed by a comma.</param>
    /// <param name="columns">The same of the cohort <c>c</c>.</param>
    public static string CountByAge(string relation, GridQuestion question, string keys, string columns)
    {
        var counters = string.Join(", ", Enumerable.Range(0, LaneBits).Select(bit => $"sum(s.days >> {SqlText.Literal(bit)} & {SqlText.Literal(LowestOfEachLane)})::BIGINT"));
        return
            $"""
            SELECT install_day, {keys}day - install_day AS age, sum(players)::BIGINT AS amount
              FROM (
                SELECT install_day, {keys}DATE '1970-01-01' + (block * {SqlText.Literal(BlockDays)} + bit)::INTEGER AS day,
                  counters[bit % {SqlText.Literal(LaneBits)} + 1] >> (bit // {SqlText.Literal(LaneBits)} * {SqlText.Literal(LaneBits)}) & {SqlText.Literal((1L << LaneBits) - 1)} AS players
                FROM (
                  SELECT c.install_day, {columns}s.block, [{counters}] AS counters
                  FROM {relation} AS s
                  {Selection.ToCohort}
                  WHERE s.block BETWEEN {SqlText.Literal(Block(question.From, question.FirstAge))} AND {SqlText.Literal(Block(question.To, question.LastAge))}
                  GROUP BY c.install_day, {columns}s.block, s.player_key >> {SqlText.Literal(GroupBits)}),
                generate_series(0, {SqlText.Literal(BlockDays - 1)}) AS bits(bit))
              WHERE players > 0 AND day - install_day BETWEEN {SqlText.Literal(question.FirstAge)} AND {SqlText.Literal(question.LastAge)}
              GROUP BY ALL
            """;
    }

    private static int Block(DateOnly installDay, int age) => (installDay.DayNumber + age - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) / BlockDays;
}
