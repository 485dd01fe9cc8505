using System.Text.Json;
using Frontline.Client;

namespace Frontline.Commands;

/// <summary>A row of <c>rejects</c> as people read it.</summary>
internal static class RejectText
{
    /// <summary>The columns that the texts need.</summary>
    public const string Columns = "game, write_key, received_at, reject_id, log, entry, receipt, receipt_index, stage, violations, name, player_id, event_id, payload, context, processor";

    /// <summary>One line: when, which, and each violation in words.</summary>
    public static string Line(JsonElement row) =>
        $"{row.GetProperty("received_at")} {row.GetProperty("reject_id")} {row.GetProperty("game")} {Known(row, "name")}: {string.Join(" ", Violations(row).Select(Sentence))}";

    /// <summary>Everything that is known of a reject.</summary>
    public static IEnumerable<string> Lines(JsonElement row)
    {
        yield return $"{row.GetProperty("reject_id")}, game {row.GetProperty("game")}, received {row.GetProperty("received_at")} by a {row.GetProperty("write_key")} key, rejected at {row.GetProperty("stage")} by version {row.GetProperty("processor")}";
        yield return $"event {Known(row, "name")}, player {Known(row, "player_id")}, event id {Known(row, "event_id")}";
        foreach (var violation in Violations(row))
        {
            yield return $"  {violation.GetProperty("code")}  {Sentence(violation)}";
        }

        yield return "as sent:";
        foreach (var line in Pretty(Known(row, "payload")).Split('\n'))
        {
            yield return "  " + line;
        }

        if (row.GetProperty("context").ValueKind == JsonValueKind.String)
        {
            yield return "beside it in the batch:";
            foreach (var line in Pretty(Known(row, "context")).Split('\n'))
            {
                yield return "  " + line;
            }
        }
    }

    private static JsonElement.ArrayEnumerator Violations(JsonElement row)
    {
        var violations = row.GetProperty("violations");
        if (violations.ValueKind == JsonValueKind.String)
        {
            violations = JsonDocument.Parse(violations.GetString()!).RootElement;
        }

        return violations.ValueKind == JsonValueKind.Array ? violations.EnumerateArray() : default;
    }

    private static string Sentence(JsonElement violation) =>
        violation.GetProperty("path").GetString() is { Length: > 0 } path ? $"At {path}: {violation.GetProperty("message")}" : violation.GetProperty("message").ToString();

    private static string Known(JsonElement row, string column) => row.GetProperty(column) is { ValueKind: not JsonValueKind.Null } cell ? cell.ToString() : "(unknown)";

    private static string Pretty(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(document.RootElement, WireJson.Printed);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
