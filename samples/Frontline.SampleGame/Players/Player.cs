using System.Globalization;
using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Players;

/// <summary>What does not change in a player's life.</summary>
internal readonly struct Player
{
    private const long HourMillis = 60 * 60 * 1000;

    /// <summary>Names of the purposes that draws are made for, beside the numbers of days.</summary>
    private const long Traits = -1;

    public static IReadOnlyList<(string Platform, string OsVersion, string Model)> Devices { get; } =
    [
        ("android", "15", "Pixel 8"), ("android", "14", "SM-A546B"), ("android", "13", "Redmi Note 12"), ("ios", "18.1", "iPhone15,2"), ("ios", "17.6", "iPhone12,1"), ("ios", "18.0", "iPad13,4"),
    ];

    /// <summary>Shares of devices by <see cref="Devices"/>.</summary>
    private static readonly double[] DeviceShares = [0.16, 0.26, 0.18, 0.18, 0.14, 0.08];

    private Player(SampleWorld world, long number, ref GameRandom random)
    {
        Number = number;
        Id = "p" + random.NextBits().ToString("x16", CultureInfo.InvariantCulture);
        Place = random.Weighted(Worlds.Place.Shares);
        Device = random.Weighted(DeviceShares);
        Campaign = random.Weighted(Worlds.Campaign.Shares);
        Skill = 0.75 + (0.5 * random.NextUnit());
        IsTestDevice = random.Chance(0.002);
        FirstVariant = random.Next(2);
        SecondVariant = random.Next(2);
        IsFeatured = world.Installs.IsFeatured(number);
        var campaign = Worlds.Campaign.All[Campaign];

        // One draw decides who pays, so that the treatment adds payers to those that the control would have had.
        var payerShare = 0.055 * campaign.Spending * (FirstVariant == 1 ? Experiment.All[0].PayersMultiplier : 1);
        IsPayer = random.Chance(payerShare);

        // Pareto with exponent 1.3: a few spend as much as all others together.
        Spending = Math.Min(60, Math.Pow(1 - random.NextUnit(), -1 / 1.3));
        Return = campaign.Return * (0.6 + (0.8 * random.NextUnit())) * (IsFeatured ? StoreFeature.Return : 1);
        SkewMillis = random.Chance(0.03) ? DrawSkew(ref random) : 0;
        InstalledEarlierMillis = random.Chance(0.04) ? random.Between(2 * HourMillis, 20 * HourMillis) : random.Between(20_000, 600_000);
        InstallDay = world.FirstDay + world.Installs.IndexOf(number);
    }

    public long Number { get; }

    public string Id { get; }

    /// <summary>Index of <see cref="Worlds.Place.All"/>.</summary>
    public int Place { get; }

    /// <summary>Index of <see cref="Devices"/>.</summary>
    public int Device { get; }

    /// <summary>Index of <see cref="Worlds.Campaign.All"/>.</summary>
    public int Campaign { get; }

    /// <summary>Multiplies the chance to pass a level.</summary>
    public double Skill { get; }

    /// <summary>Its events are sent with the dev key and count nowhere but in the ledger.</summary>
    public bool IsTestDevice { get; }

    public int FirstVariant { get; }

    public int SecondVariant { get; }

    public bool IsFeatured { get; }

    public bool IsPayer { get; }

    /// <summary>How much more than the least a payer spends.</summary>
    public double Spending { get; }

    /// <summary>Multiplies the chance to come back.</summary>
    public double Return { get; }

    /// <summary>How far the device's clock is ahead of the true time.</summary>
    public long SkewMillis { get; }

    /// <summary>Whether the device's clock is wrong. Such a device has an old SDK, which sends no <c>installed_at</c>.</summary>
    public bool IsSkewed => SkewMillis != 0;

    /// <summary>How long before the first session the app was installed.</summary>
    public long InstalledEarlierMillis { get; }

    /// <summary>The day, on the player's own calendar, of the first session.</summary>
    public int InstallDay { get; }

    public int VariantOf(int experiment) => experiment == 0 ? FirstVariant : SecondVariant;

    public static Player Draw(SampleWorld world, long number)
    {
        var random = GameRandom.For(world.Options.Seed, number, Traits);
        return new Player(world, number, ref random);
    }

    /// <summary>Minutes or hours off, either way, or a clock that was never set and stands years back.</summary>
    private static long DrawSkew(ref GameRandom random) => random.Next(4) switch
    {
        0 => random.Between(5 * HourMillis / 60, HourMillis),
        1 => -random.Between(2 * HourMillis / 60, 3 * HourMillis),
        2 => random.Between(HourMillis, 72 * HourMillis),
        _ => -random.Between(2_000 * 24 * HourMillis, 10_000 * 24 * HourMillis),
    };
}
