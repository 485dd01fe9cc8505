using System.Text;
using System.Text.Json;
using Frontline.Core.Road;

namespace Frontline.Properties.Enrichment;

/// <summary>Everything an item says, as text that can be compared.</summary>
internal static class ItemText
{
    public static string Of(StreamItem item)
    {
        var reject = item.Reject is null
            ? $"{Encoding.UTF8.GetString(item.Raw.Span)} {Encoding.UTF8.GetString(item.BatchContext.Span)}"
            : $"{item.Reject.Stage} {string.Join(';', item.Reject.Violations)} {Encoding.UTF8.GetString(item.Reject.Payload.Span)} {Encoding.UTF8.GetString(item.Reject.BatchContext.Span)}";
        return $"{item.Receipt.Index} {item.Identity:x} {item.PartitionKey:x} {JsonSerializer.Serialize(item.Event)} {reject}";
    }
}
