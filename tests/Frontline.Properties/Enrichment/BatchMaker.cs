using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Frontline.Core;
using Frontline.Core.Road;

namespace Frontline.Properties.Enrichment;

/// <summary>Random batches in which most events are good.</summary>
internal static class BatchMaker
{
    private static readonly string[] Names =
        ["purchase", "refund", "ad_impression", "level_start", "level_complete", "resource_gain", "tutorial_step", "experiment_exposure", "attribution", "error", "session_end", "opened", "house.visited"];

    private static readonly string[] Texts =
        ["", "a", " gems ", "Cafe\u0301", "日本語", "\\u00e9", "a\\nb", "😀", "\\ud83d\\ude00", "12", "1.5", "true", "ios", "iPad", "DE", "de", "en_US", "1.2.3", "quote \\\" and \\\\"];

    private static readonly string[] Scalars =
        ["0", "-1", "12", "12.0", "1e3", "0.1", "1.7976931348623157e308", "123456789012345678901234567890", "0.12345678901234567890", "true", "false", "null", "9223372036854775807"];

    public static ReceivedBatch Make(Random random)
    {
        var events = Enumerable.Range(0, random.Next(1, 8)).Select(i => Event(random, random.Next(3) == 0 ? null : $"e{i}")).ToList();
        if (random.Next(4) == 0) return Accept(Encoding.UTF8.GetBytes(string.Join(random.Next(2) == 0 ? "\n" : " \r\n\n", events)), BatchFormat.Ndjson)!;
        var beside = random.Next(3) switch { 0 => "", 1 => "\"sent_at\":\"2026-01-31T12:00:05Z\",", _ => $"\"context\":{{{ContextMembers(random)}}}," };
        return Json(events, beside);
    }

    public static ReceivedBatch Json(IReadOnlyList<string> events, string beside) =>
        Accept(Encoding.UTF8.GetBytes($"{{{beside}\"events\":[{string.Join(", ", events)}]}}"), BatchFormat.Json)!;

    public static string Event(Random random, string? eventId)
    {
        var name = Names[random.Next(Names.Length)];
        var members = new List<string> { $"\"name\":\"{name}\"", $"\"player_id\":\"p{random.Next(3)}\"" };
        if (eventId is not null) members.Add($"\"event_id\":\"{eventId}\"");
        if (random.Next(2) == 0) members.Add("\"time\":\"2026-01-31T12:00:00.123Z\"");
        if (random.Next(3) == 0) members.Add($"\"sequence\":{random.Next(100)}");
        if (random.Next(3) == 0) members.Add($"\"session_id\":\"{Texts[random.Next(Texts.Length)]}\"");
        if (random.Next(3) == 0) members.Add(ContextMembers(random));
        if (random.Next(5) == 0) members.Add($"\"context\":{{{ContextMembers(random)}}}");
        if (random.Next(3) == 0) members.Add($"\"unknown{random.Next(3)}\" : {Value(random, 3)}");
        members.Add($"\"props\": {{{string.Join(", ", Props(random, name))}}}");
        return $"{{{string.Join(",", members.OrderBy(_ => random.Next()))}}}";
    }

    /// <summary>What the Receiver would make of a body; null when it would refuse it.</summary>
    public static ReceivedBatch? Accept(byte[] body, BatchFormat format)
    {
        if (!Utf8.IsValid(body)) return null;
        int count;
        try
        {
            count = format == BatchFormat.Ndjson ? CountLines(body) : CountEvents(body);
        }
        catch (JsonException)
        {
            return null;
        }

        return count < 1 ? null : new ReceivedBatch
        {
            Game = "mygame",
            Key = WriteKeyKind.Production,
            Format = format,
            ReceivedAt = new Timestamp(1_700_000_000_000_000),
            EventCount = count,
            Body = body,
        };
    }

    private static List<string> Props(Random random, string name)
    {
        var props = new List<string>();
        if (name is "purchase" or "refund" or "resource_gain" || (name == "ad_impression" && random.Next(2) == 0))
        {
            props.Add($"\"amount\":{(random.Next(2) == 0 ? "\"1.990\"" : random.Next(1000).ToString(CultureInfo.InvariantCulture))}");
            props.Add($"\"currency\":\"{(random.Next(2) == 0 ? "USD" : "eur")}\"");
        }

        if (name.StartsWith("level_", StringComparison.Ordinal) || random.Next(4) == 0) props.Add($"\"level\":{random.Next(100)}");
        if (name == "level_complete") props.Add($"\"score\":{Scalars[random.Next(8)]}");
        if (name == "tutorial_step") props.Add("\"step\":\"first\"");
        if (name == "experiment_exposure") props.Add("\"experiment\":\"x\",\"variant\":2");
        if (random.Next(2) == 0) props.Add($"\"product\":\"{Texts[random.Next(Texts.Length)]}\"");
        for (var i = random.Next(0, 3); i > 0; i--) props.Add($"\"free{i}\": {Value(random, 4)}");
        return props;
    }

    private static string ContextMembers(Random random)
    {
        string[] names = ["platform", "os_version", "device_model", "app_version", "build", "country", "language", "installed_at", "source", "server", "sdk"];
        var members = names.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).Select(name => $"\"{name}\":{Value(random, 1)}");
        return string.Join(",", members);
    }

    private static string Value(Random random, int depth) => random.Next(depth > 0 ? 5 : 3) switch
    {
        0 => Scalars[random.Next(Scalars.Length)],
        3 => $"[{Value(random, depth - 1)} , {Value(random, depth - 1)}]",
        4 => $"{{\"k\":{Value(random, depth - 1)},\"\\u006c\":{Value(random, depth - 1)}}}",
        _ => $"\"{Texts[random.Next(Texts.Length)]}\"",
    };

    private static int CountEvents(byte[] body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 1000 });
        if (document.RootElement.ValueKind != JsonValueKind.Object) return 0;
        JsonElement? events = null;
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (NameOf(member) is not ("events" or "sent_at" or "context")) continue;
            // The Receiver refuses repeated and mistyped members of its own.
            if (document.RootElement.EnumerateObject().Count(other => NameOf(other) == NameOf(member)) > 1) return 0;
            if (NameOf(member) == "events") events = member.Value;
        }

        return events is { ValueKind: JsonValueKind.Array } array ? array.GetArrayLength() : 0;
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static int CountLines(byte[] body)
    {
        var lines = Encoding.UTF8.GetString(body).Split('\n').Where(line => line.Trim(' ', '\t', '\r').Length > 0).ToList();
        foreach (var line in lines) JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 1000 }).Dispose();
        return lines.Count;
    }
}
