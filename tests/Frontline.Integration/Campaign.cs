using System.Globalization;

namespace Frontline.Integration;

/// <summary>How long random campaigns run: short in CI, long with FRONTLINE_CAMPAIGN set, as long as wished with FRONTLINE_KILLS and FRONTLINE_KILLS_PER_POINT.</summary>
internal static class Campaign
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("FRONTLINE_CAMPAIGN") is { Length: > 0 };

    /// <summary>The seed of this run: fixed in CI, another with FRONTLINE_SEED.</summary>
    public static int Seed { get; } = Setting("FRONTLINE_SEED", 20261123);

    public static int Kills { get; } = Setting("FRONTLINE_KILLS", IsLong ? 2_000 : 60);

    public static int KillsPerFaultPoint { get; } = Setting("FRONTLINE_KILLS_PER_POINT", IsLong ? 100 : 3);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
