using System.Globalization;
using System.Text.Json;

namespace Frontline.Integration.SampleGame;

/// <summary>What <c>truth.json</c> knows, asked as metrics.</summary>
internal static class MetricQuestions
{
    private const string Total = "&period=total";

    public static IReadOnlyList<MetricQuestion> All { get; } =
    [
        new(Questions.Events, "events", "", Day),
        new(Questions.ActivePlayers, "dau", "", Day),
        new(Questions.NewPlayers, "new_players", "", Day),
        new(Questions.Sessions, "sessions", "", Day),
        new(Questions.Purchases, "purchases", "", Day),
        .. new[] { 1, 3, 7, 14, 30 }.Select(n => new MetricQuestion(
            Questions.Returned, string.Create(CultureInfo.InvariantCulture, $"retention_d{n}"), "", row => string.Create(CultureInfo.InvariantCulture, $"{Day(row)} {n}"), "numerator")),
        .. new[] { "starts", "completes", "fails" }.Select(kind => new MetricQuestion(Questions.Levels, "level_" + kind, "&by=level" + Total, row => $"{Value(row, "level")} {kind}")),
        new(Questions.Campaigns, "new_players", "&by=campaign" + Total, row => Value(row, "campaign")),
        new(Questions.Costs, "spend", "&by=campaign" + Total, row => Value(row, "campaign")),
    ];

    private static string Day(JsonElement row) => row.GetProperty("period").GetString()!;

    private static string Value(JsonElement row, string dimension) => row.GetProperty("dimensions").GetProperty(dimension) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : "";
}
