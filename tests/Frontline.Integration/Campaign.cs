namespace Frontline.Integration;

/// <summary>How long random campaigns run: short in CI, long with FRONTLINE_CAMPAIGN set.</summary>
internal static class Campaign
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("FRONTLINE_CAMPAIGN") is { Length: > 0 };

    /// <summary>The seed of this run: fixed in CI, another with FRONTLINE_SEED.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("FRONTLINE_SEED"), out var seed) ? seed : 20261123;

    public static int Kills => IsLong ? 2_000 : 60;

    public static int KillsPerFaultPoint => IsLong ? 100 : 3;
}
