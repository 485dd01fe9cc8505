using System.Globalization;
using System.Text.Json;
using Frontline.Client.Contracts;
using Frontline.Warehouse.Output;

namespace Frontline.Commands;

/// <summary>Answers as rows: for eyes rounded by unit, for programs exact.</summary>
internal static class MetricTable
{
    /// <summary>Texts as one expects them: level 2 before level 10.</summary>
    private static readonly Comparer<string> NumbersInOrder = Comparer<string>.Create((left, right) =>
        decimal.TryParse(left, CultureInfo.InvariantCulture, out var first) && decimal.TryParse(right, CultureInfo.InvariantCulture, out var second) ? first.CompareTo(second) : string.CompareOrdinal(left, right));

    public static void Write(TextWriter output, IReadOnlyList<MetricAnswer> answers)
    {
        var by = answers[0].By;
        string[] columns = ["period", .. by, .. answers.Select(answer => answer.Metric), answers.Count == 1 ? "events" : "events at most"];
        var right = Enumerable.Range(1 + by.Count, answers.Count + 1).ToHashSet();
        TextTable.Write(output, columns, Rows(answers), right);
    }

    public static void WriteCsv(TextWriter output, IReadOnlyList<MetricAnswer> answers) => CsvText.Write(
        output,
        [
            ["metric", "period", .. answers[0].By, "value", "numerator", "denominator", "low", "high", "events", "finished", "note"],
            .. answers.SelectMany(answer => answer.Rows.Select(row => (string[])
            [
                answer.Metric, Day(row.Period), .. answer.By.Select(name => Plain(row.Dimensions[name])), Plain(row.Value), Plain(row.Numerator), Plain(row.Denominator), Plain(row.Low), Plain(row.High),
                row.Events.ToString(CultureInfo.InvariantCulture), row.Finished ? "true" : "false", row.Note ?? "",
            ])),
        ]);

    // Metrics side by side: a line for each period and values of the dimensions that any of them has.
    private static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<MetricAnswer> answers)
    {
        var lines = answers.SelectMany((answer, place) => answer.Rows.Select(row => (answer, place, row)))
            .GroupBy(cell => (cell.row.Period, Values: string.Join('\u001f', cell.answer.By.Select(name => Plain(cell.row.Dimensions[name])))))
            .OrderBy(line => line.Key.Period).ThenBy(line => line.Key.Values, NumbersInOrder);
        foreach (var line in lines)
        {
            var first = line.First();
            yield return
            [
                Day(line.Key.Period),
                .. first.answer.By.Select(name => Plain(first.row.Dimensions[name]) is { Length: > 0 } text ? text : "(unknown)"),
                .. answers.Select((answer, place) => line.FirstOrDefault(cell => cell.place == place) is { row: { } row } ? Shown(row, answer.Unit) : ""),
                line.Max(cell => cell.row.Events).ToString("N0", CultureInfo.InvariantCulture),
            ];
        }
    }

    private static string Shown(MetricRow row, string unit)
    {
        if (row.Value.ValueKind != JsonValueKind.Number)
        {
            return "–";
        }

        var text = Number(row.Value.GetDouble(), unit) + (row is { Low: { } low, High: { } high } ? $" [{Number(low, unit)}, {Number(high, unit)}]" : "");
        return row.Finished ? text : text + "*";
    }

    public static string Number(double value, string unit) => unit switch
    {
        "share" => (100 * value).ToString("N2", CultureInfo.InvariantCulture) + " %",
        "money" => Money(value),
        _ => value.ToString(value == Math.Floor(value) ? "N0" : "N2", CultureInfo.InvariantCulture),
    };

    /// <summary>Four digits at least that say something: a hundredth of a bitcoin is not nothing.</summary>
    public static string Money(double value) => value.ToString(Math.Abs(value) switch { 0 or >= 1 => "N2", >= 0.1 => "N4", >= 0.01 => "N5", >= 0.001 => "N6", >= 0.0001 => "N7", _ => "N8" }, CultureInfo.InvariantCulture);

    public static string Plain(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    public static string Plain(JsonElement? cell) => cell is not { } value || value.ValueKind == JsonValueKind.Null ? "" : value.ToString();

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
