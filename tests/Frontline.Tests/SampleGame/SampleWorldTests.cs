using Frontline.SampleGame.Truths;
using Frontline.SampleGame.Worlds;
using Xunit;

namespace Frontline.Tests.SampleGame;

public sealed class SampleWorldTests
{
    private static readonly SampleWorld World = TestWorlds.Of(players: 20_000, days: 60);
    private static readonly Lazy<Truth> True = new(() => TruthCounter.Count(World, TestWorlds.WholeOf(World)));

    [Fact]
    public void Players_are_numbered_in_the_order_of_their_installs()
    {
        var curve = new InstallCurve(World.Options);

        Assert.Equal(World.Options.Players, curve.CountBefore(World.Options.Days));
        Assert.All(Enumerable.Range(0, 20_500), number => Assert.InRange(number, curve.CountBefore(curve.IndexOf(number)), curve.CountBefore(curve.IndexOf(number) + 1) - 1));
    }

    [Fact]
    public void Players_come_back_along_a_power_law()
    {
        double Returned(int day)
        {
            var closed = True.Value.Retention.Where(cohort => cohort.Returned.ContainsKey(day)).ToList();
            return closed.Sum(cohort => cohort.Returned[day]) / (double)closed.Sum(cohort => cohort.Size);
        }

        // On a power law with exponent −0.62, day 7 keeps 30 % of day 1.
        Assert.InRange(Returned(1), 0.35, 0.48);
        Assert.InRange(Returned(7) / Returned(1), 0.25, 0.35);
        Assert.InRange(Returned(30) / Returned(1), 0.09, 0.16);
    }

    [Fact]
    public void The_day_of_the_store_feature_brings_three_times_the_installs()
    {
        var moment = True.Value.Moment;
        var onDay = True.Value.Days.Single(day => day.Day == moment.Day).NewPlayers;
        var weekBefore = True.Value.Days.Single(day => day.Day == moment.Day.AddDays(-7)).NewPlayers;

        Assert.Equal(new DateOnly(2026, 3, 1).AddDays(40), moment.Day);
        Assert.InRange(onDay / (double)weekBefore, 2.4, 3.3);
        Assert.InRange(moment.ExtraPlayers, 2.6 * weekBefore, 4.2 * weekBefore);
    }

    [Fact]
    public void Only_the_experiment_with_a_true_effect_shows_one()
    {
        double Lift(int index)
        {
            var (control, treatment) = (True.Value.Experiments[index].Variants[0], True.Value.Experiments[index].Variants[1]);
            return treatment.Payers / (double)treatment.Players / (control.Payers / (double)control.Players);
        }

        Assert.InRange(Lift(0), 1.3, 1.9);
        Assert.InRange(Lift(1), 0.85, 1.15);
    }

    [Fact]
    public void Hard_levels_are_passed_by_few_attempts()
    {
        double Completion(int level)
        {
            var of = True.Value.Levels.Single(one => one.Level == level);
            return of.Completes / (double)(of.Completes + of.Fails);
        }

        Assert.InRange(True.Value.Levels.Max(level => level.Level), Levels.Hard[3], Levels.Count);
        Assert.All(Levels.Hard.Take(3), level => Assert.True(Completion(level) < 0.35 * Completion(level - 1), $"level {level}"));
    }

    [Fact]
    public void Spending_has_a_heavy_tail_and_several_currencies()
    {
        var currencies = True.Value.Days.SelectMany(day => day.Revenue).GroupBy(money => money.Currency).ToDictionary(group => group.Key, group => group.Sum(money => money.Purchase));
        var refunds = True.Value.Days.Sum(day => day.Refunds) / (double)True.Value.Days.Sum(day => day.Purchases);

        Assert.Equal(Money.Currencies.Order(), currencies.Keys.Order());
        Assert.All(currencies.Values, sum => Assert.True(sum > 0));
        Assert.InRange(refunds, 0.03, 0.07);
    }
}
