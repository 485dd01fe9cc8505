using System.Globalization;
using System.Text.Json;
using Frontline.SampleGame.Truths;

namespace Frontline.Integration.SampleGame;

/// <summary>Numbers by what they count, such as "active players 2026-01-31". Zeros are left out, since who counts rows has none; but a cohort of which nobody came back is not one that is still to come.</summary>
internal sealed class Answers
{
    private readonly SortedDictionary<string, decimal> numbers = new(StringComparer.Ordinal);

    public int Count => numbers.Count;

    /// <summary>What the generator of the sample game knows, under the names of <see cref="Questions"/>.</summary>
    public static Answers Of(Truth truth)
    {
        var answers = new Answers();
        foreach (var day in truth.Days)
        {
            answers.Add(Questions.Events, Date(day.Day), day.Events);
            answers.Add(Questions.ActivePlayers, Date(day.Day), day.ActivePlayers);
            answers.Add(Questions.NewPlayers, Date(day.Day), day.NewPlayers);
            answers.Add(Questions.Sessions, Date(day.Day), day.Sessions);
            answers.Add(Questions.Purchases, Date(day.Day), day.Purchases);
            answers.Add(Questions.Refunds, Date(day.Day), day.Refunds);
            foreach (var money in day.Revenue)
            {
                answers.Add(Questions.Money, $"{Date(day.Day)} {money.Currency} purchase", money.Purchase);
                answers.Add(Questions.Money, $"{Date(day.Day)} {money.Currency} ad", money.Ad);
                answers.Add(Questions.Money, $"{Date(day.Day)} {money.Currency} refund", money.Refund);
            }
        }

        foreach (var cohort in truth.Retention)
        {
            foreach (var (after, returned) in cohort.Returned)
            {
                answers.Add(Questions.Returned, string.Create(CultureInfo.InvariantCulture, $"{Date(cohort.Day)} {after}"), returned);
            }
        }

        foreach (var level in truth.Levels)
        {
            answers.Add(Questions.Levels, string.Create(CultureInfo.InvariantCulture, $"{level.Level} starts"), level.Starts);
            answers.Add(Questions.Levels, string.Create(CultureInfo.InvariantCulture, $"{level.Level} completes"), level.Completes);
            answers.Add(Questions.Levels, string.Create(CultureInfo.InvariantCulture, $"{level.Level} fails"), level.Fails);
        }

        foreach (var campaign in truth.Campaigns)
        {
            answers.Add(Questions.Campaigns, campaign.Campaign ?? "", campaign.Installs);
            answers.Add(Questions.Costs, campaign.Campaign ?? "", campaign.Cost);
        }

        foreach (var experiment in truth.Experiments)
        {
            foreach (var variant in experiment.Variants)
            {
                answers.Add(Questions.Exposed, $"{experiment.Experiment} {variant.Variant}", variant.Players);
                answers.Add(Questions.Payers, $"{experiment.Experiment} {variant.Variant}", variant.Payers);
            }
        }

        foreach (var (code, count) in truth.Rejects)
        {
            answers.Add(Questions.Rejects, code, count);
        }

        answers.Add(Questions.Totals, "events", truth.Totals.Events);
        answers.Add(Questions.Totals, "players", truth.Totals.Players);
        answers.Add(Questions.Totals, "sessions", truth.Totals.Sessions);
        answers.Add(Questions.Ledger, "received", truth.Ledger.Received);
        answers.Add(Questions.Ledger, "recorded", truth.Ledger.Recorded);
        answers.Add(Questions.Ledger, "rejected", truth.Ledger.Rejected);
        answers.Add(Questions.Ledger, "duplicate", truth.Ledger.Duplicate);
        answers.Add(Questions.TestDevices, "players", truth.TestDevices.Players);
        answers.Add(Questions.TestDevices, "events", truth.TestDevices.Events);
        return answers;
    }

    /// <summary>What the live windows should say of yesterday and today.</summary>
    public static Answers LiveOf(Truth truth)
    {
        var answers = new Answers();
        foreach (var day in truth.Live)
        {
            answers.Add(Date(day.Day), "events", day.Events);
            answers.Add(Date(day.Day), "active_players", day.ActivePlayers);
            answers.Add(Date(day.Day), "new_players", day.NewPlayers);
            answers.Add(Date(day.Day), "sessions", day.Sessions);
            answers.Add(Date(day.Day), "purchases", day.Purchases);
            foreach (var money in day.Revenue)
            {
                answers.Add(Date(day.Day), $"{money.Currency} purchase_revenue", money.Purchase);
                answers.Add(Date(day.Day), $"{money.Currency} ad_revenue", money.Ad);
                answers.Add(Date(day.Day), $"{money.Currency} refunds", money.Refund);
            }
        }

        return answers;
    }

    /// <summary>What an answer of <c>/api/live</c> says of them.</summary>
    public static Answers LiveOf(JsonElement live)
    {
        var answers = new Answers();
        foreach (var day in live.GetProperty("days").EnumerateArray())
        {
            var date = day.GetProperty("day").GetString()!;
            foreach (var name in (string[])["events", "active_players", "new_players", "sessions", "purchases"])
            {
                answers.Add(date, name, day.GetProperty(name).GetInt64());
            }

            foreach (var money in day.GetProperty("money").EnumerateArray())
            {
                foreach (var name in (string[])["purchase_revenue", "ad_revenue", "refunds"])
                {
                    answers.Add(date, $"{money.GetProperty("currency").GetString()} {name}", Number(money.GetProperty(name).GetString()!));
                }
            }
        }

        return answers;
    }

    /// <summary>Adds the rows that a question was answered with.</summary>
    public void Add(string question, JsonElement rows)
    {
        foreach (var row in rows.EnumerateArray())
        {
            Add(question, row.GetProperty("k").GetString()!, Number(row.GetProperty("v").GetString()!));
        }
    }

    /// <summary>Adds the rows that a metric was answered with.</summary>
    public void Add(MetricQuestion question, JsonElement rows)
    {
        foreach (var row in rows.EnumerateArray())
        {
            Add(question.Name, question.KeyOf(row), row.GetProperty(question.Field).GetDecimal());
        }
    }

    /// <summary>Those of some questions only.</summary>
    public Answers Only(params IEnumerable<string> questions)
    {
        var answers = new Answers();
        foreach (var (key, number) in numbers.Where(pair => questions.Any(question => pair.Key.StartsWith(question + ": ", StringComparison.Ordinal))))
        {
            answers.numbers.Add(key, number);
        }

        return answers;
    }

    /// <summary>A line for each number that is not the same in both.</summary>
    public IReadOnlyList<string> DifferencesFrom(Answers truth) =>
    [
        .. numbers.Keys.Union(truth.numbers.Keys).Order(StringComparer.Ordinal)
            .Where(key => Get(key) != truth.Get(key))
            .Select(key => string.Create(CultureInfo.InvariantCulture, $"{key} is {Get(key)?.ToString(CultureInfo.InvariantCulture) ?? "not there"} and should be {truth.Get(key)?.ToString(CultureInfo.InvariantCulture) ?? "left out"}")),
    ];

    private decimal? Get(string key) => numbers.TryGetValue(key, out var number) ? number : null;

    private void Add(string question, string which, decimal number)
    {
        if (number != 0 || question == Questions.Returned)
        {
            var key = $"{question}: {which}";
            numbers[key] = numbers.GetValueOrDefault(key) + number;
        }
    }

    private static string Date(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
