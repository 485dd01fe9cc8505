using System.Text;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Xunit;

namespace Frontline.Tests.Enrichment;

/// <summary>Batches as the Receiver hands them on, and short ways to enrich them.</summary>
internal static class Batches
{
    public const string LogId = "0123456789ab";

    public static ReceivedBatch Json(string body, int events) => new()
    {
        Game = "mygame",
        Key = WriteKeyKind.Production,
        Format = BatchFormat.Json,
        ReceivedAt = new Timestamp(1_700_000_000_000_000),
        EventCount = events,
        Body = Encoding.UTF8.GetBytes(body),
    };

    public static ReceivedBatch Ndjson(string body, int events) => Json(body, events) with { Format = BatchFormat.Ndjson };

    public static IReadOnlyList<StreamItem> Enrich(ReceivedBatch batch, EnrichmentOptions? options = null) =>
        new Enricher(options ?? new EnrichmentOptions()).Enrich(LogId, position: 7, batch).Items;

    /// <summary>Enriches one event of a batch, given the event's JSON and what stands beside <c>events</c>.</summary>
    public static StreamItem One(string eventJson, string beside = "", EnrichmentOptions? options = null) =>
        Assert.Single(Enrich(Json($"{{{(beside.Length > 0 ? beside + "," : "")}\"events\":[{eventJson}]}}", 1), options));

    /// <summary>An accepted event made of a name, a player and more members.</summary>
    public static EventFields Accept(string members, string name = "opened", string beside = "", EnrichmentOptions? options = null)
    {
        var item = One(Event(members, name), beside, options);
        Assert.True(item.Reject is null, item.Reject is null ? "" : string.Join("; ", item.Reject.Violations));
        return item.Event;
    }

    /// <summary>The violations of a rejected event, as <c>code path</c>.</summary>
    public static string[] Refuse(string members, string name = "opened", string beside = "", EnrichmentOptions? options = null) =>
        Codes(One(Event(members, name), beside, options));

    public static string[] Codes(StreamItem item)
    {
        Assert.NotNull(item.Reject);
        return [.. item.Reject.Violations.Select(violation => $"{violation.Code} {violation.Path}".TrimEnd())];
    }

    public static string Event(string members, string name = "opened") =>
        $"{{\"name\":\"{name}\",\"player_id\":\"p1\"{(members.Length > 0 ? "," + members : "")}}}";

    public static string Props(string members) => $"\"props\":{{{members}}}";

    /// <summary>Options with one step switched off.</summary>
    public static EnrichmentOptions Without(string step) => new() { Steps = new Dictionary<string, bool> { [step] = false } };
}
