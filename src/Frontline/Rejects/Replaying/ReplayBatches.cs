using System.IO.Hashing;
using System.Text;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Lake.Rows;

namespace Frontline.Rejects.Replaying;

/// <summary>Makes batches of rejects: each as its original was received (time, kind of key, context), with its rejected events alone.</summary>
internal static class ReplayBatches
{
    /// <summary>One batch for each received batch that the rejects are of.</summary>
    /// <param name="rejects">Any rejects, each once.</param>
    /// <param name="patch">Changes an event's JSON; null for none.</param>
    /// <exception cref="JsonPatchException">The patch cannot be applied to one; the caller names it by trying them one by one.</exception>
    public static IEnumerable<ReceivedBatch> Of(IEnumerable<StoredReject> rejects, JsonPatch? patch) => rejects
        .GroupBy(reject => (reject.Log, reject.Receipt))
        .Select(group => Of([.. group.OrderBy(reject => reject.ReceiptIndex)], patch));

    private static ReceivedBatch Of(List<StoredReject> rejects, JsonPatch? patch)
    {
        var first = rejects[0];
        var events = rejects.ConvertAll(reject => patch is null ? reject.Payload : patch.Apply(reject.Payload));
        return new ReceivedBatch
        {
            Game = first.Game,
            Key = WriteKeyKinds.Parse(first.WriteKey),
            Format = BatchFormat.Json,
            ReceivedAt = new Timestamp(first.ReceivedUs),
            EventCount = rejects.Count,
            Body = Encoding.UTF8.GetBytes($"{Head(first.Context)}\"events\":[{string.Join(',', events)}]}}"),
            Replay = new ReplayedRejects(first.Log, first.Receipt, [.. rejects.Select(reject => reject.ReceiptIndex)], [.. rejects.Select(reject => Number(reject, isPatched: patch is not null))]),
        };
    }

    /// <summary>The batch's object up to its events. What stood beside them stays byte for byte as it was.</summary>
    private static string Head(string? context)
    {
        var open = string.IsNullOrWhiteSpace(context) ? "{" : context.TrimEnd()[..^1];
        return open.Trim() == "{" ? "{" : open + ",";
    }

    /// <summary>Events that were different may be equal after a patch; what they were keeps them apart.</summary>
    private static int Number(StoredReject reject, bool isPatched) =>
        isPatched ? (int)((XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(reject.Payload)) + (ulong)reject.Number) & int.MaxValue) : reject.Number;
}
