using System.Text.Json;
using System.Text.Json.Nodes;
using Frontline.Client;

namespace Frontline.Commands;

/// <summary>A row of <c>rejects</c> as people read it.</summary>
internal static class RejectText
{
    private const string Columns = "game, write_key, received_at, reject_id, log, entry, receipt, receipt_index, stage, violations, name, player_id, event_id, payload, context, processor, replay_of";

    /// <summary>Rejects of the warehouse, with their violations as JSON within JSON instead of as text.</summary>
    /// <param name="connection">Whom to ask.</param>
    /// <param name="which">What follows FROM in the statement: conditions, order and limit.</param>
    /// <param name="game">This game's only; null for all.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="RequestFailedException">The game is not known, or the warehouse cannot answer.</exception>
    public static async Task<List<JsonElement>> QueryAsync(ServerConnection connection, string which, string? game, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync($"SELECT {Columns} FROM all_data.rejects {which}", game, cancellation).ConfigureAwait(false);
        return [.. rows.Select(row =>
        {
            var nested = JsonObject.Create(row)!;
            nested["violations"] = JsonNode.Parse(row.GetProperty("violations").GetString()!);
            return JsonSerializer.SerializeToElement(nested);
        })];
    }

    /// <summary>One line of JSON.</summary>
    public static string Json(JsonElement row) => JsonSerializer.Serialize(row, WireJson.Lines);

    /// <summary>One line: when, which, and each violation in words.</summary>
    public static string Line(JsonElement row) =>
        $"{row.GetProperty("received_at")} {row.GetProperty("reject_id")} {row.GetProperty("game")} {Known(row, "name")}: {string.Join(" ", Violations(row).Select(Sentence))}";

    /// <summary>Everything that is known of a reject.</summary>
    public static IEnumerable<string> Lines(JsonElement row)
    {
        yield return $"{row.GetProperty("reject_id")}, game {row.GetProperty("game")}, received {row.GetProperty("received_at")} by a {row.GetProperty("write_key")} key, rejected at {row.GetProperty("stage")} by version {row.GetProperty("processor")}";
        yield return $"event {Known(row, "name")}, player {Known(row, "player_id")}, event id {Known(row, "event_id")}";
        if (row.TryGetProperty("replay_of", out var original) && original.ValueKind == JsonValueKind.String)
        {
            yield return $"a replay of {original}";
        }

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

    private static JsonElement.ArrayEnumerator Violations(JsonElement row) => row.GetProperty("violations").EnumerateArray();

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
