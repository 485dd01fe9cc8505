using System.Text;
using Frontline.Core.Events;

namespace Frontline.Lake.Rows;

/// <summary>
/// The order of rows in every file: game, player_id, time, receipt, receipt_index. Texts compare by their UTF-8 bytes, as Parquet's statistics and
/// every engine do; what is absent comes first, and the time of a reject or duplicate counts as absent. Total: a receipt and its index occur once in a chain.
/// </summary>
internal sealed class RowOrder : IComparer<RecordedRow>
{
    public static RowOrder Instance { get; } = new();

    public int Compare(RecordedRow? x, RecordedRow? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (CompareText(x.Game, y.Game) is var byGame and not 0)
            return byGame;

        if (CompareText(x.Event.PlayerId, y.Event.PlayerId) is var byPlayer and not 0)
            return byPlayer;

        if (TimeOf(x).CompareTo(TimeOf(y)) is var byTime and not 0)
            return byTime;

        var byReceipt = x.Receipt.Position.CompareTo(y.Receipt.Position);
        return byReceipt != 0 ? byReceipt : x.Receipt.Index.CompareTo(y.Receipt.Index);
    }

    private static long TimeOf(RecordedRow row) => row.Outcome == Outcome.Event ? row.Time.UnixMicros : long.MinValue;

    private static int CompareText(string? left, string? right)
    {
        if (ReferenceEquals(left, right))
            return 0;

        if (left is null || right is null)
            return left is null ? -1 : 1;

        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);

        var (l, r) = (left[common], right[common]);
        return char.IsSurrogate(l) || char.IsSurrogate(r) ? CompareUtf8(left, right) : l.CompareTo(r);
    }

    /// <summary>UTF-16 and UTF-8 order the characters beyond U+FFFF differently; rare enough to encode both.</summary>
    private static int CompareUtf8(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
