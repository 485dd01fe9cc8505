using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Frontline.Client;
using Frontline.Core;
using Frontline.Core.Events;

namespace Frontline.Validation;

/// <summary>What would become of one event, and why.</summary>
internal sealed record EventVerdict
{
    public const string Recorded = "recorded";
    public const string Rejected = "rejected";

    private static readonly JsonSerializerOptions WithoutNulls = new(WireJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The event's index in the batch, counted from 0.</summary>
    public required int Index { get; init; }

    /// <summary><see cref="Recorded"/> or <see cref="Rejected"/>.</summary>
    public required string Outcome { get; init; }

    public required string? Name { get; init; }

    /// <summary>Of a reject: who would refuse it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stage { get; init; }

    /// <summary>Of a reject: all that is wrong with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Violation>? Violations { get; init; }

    /// <summary>The time it would count at.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Timestamp? Time { get; init; }

    /// <summary>What the client's clock is corrected by, in seconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ClockOffsetS { get; init; }

    /// <summary>The fields as they would be recorded: cleaned, typed, enriched. Absent ones are left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Fields { get; init; }

    public static EventVerdict OfReject(int index, EventFields fields, string stage, IReadOnlyList<Violation> violations) =>
        new() { Index = index, Outcome = Rejected, Name = fields.Name, Stage = stage, Violations = violations };

    public static EventVerdict OfEvent(int index, EventFields fields, Timestamp time, long offsetMicros) =>
        new() { Index = index, Outcome = Recorded, Name = fields.Name, Time = time, ClockOffsetS = offsetMicros / 1e6, Fields = FieldsOf(fields) };

    private static JsonObject FieldsOf(EventFields fields)
    {
        var json = JsonSerializer.SerializeToNode(fields, WithoutNulls)!.AsObject();
        if (fields.Props is { } props) json["props"] = JsonNode.Parse(props);
        if (fields.Extra is { } extra) json["extra"] = JsonNode.Parse(extra);
        if (fields.Amount is { } amount) json["amount"] = amount.ToString(CultureInfo.InvariantCulture);
        return json;
    }
}
