namespace Frontline.Demo;

/// <summary>A player of the small game, drawn once at the install.</summary>
internal sealed class SmallGamePlayer
{
    public required long Number { get; init; }

    public required string Id { get; init; }

    /// <summary>Days since 1970, UTC.</summary>
    public required int InstallDay { get; init; }

    public required string Platform { get; init; }

    public required string OsVersion { get; init; }

    public required string Device { get; init; }

    public required string Country { get; init; }

    public required string Language { get; init; }

    /// <summary>Hours to add to UTC for the player's clock on the wall.</summary>
    public required int UtcOffsetHours { get; init; }

    public required string Currency { get; init; }

    /// <summary>Multiplies the chance to pass a level.</summary>
    public required double Skill { get; init; }

    /// <summary>Chance to buy something in a session.</summary>
    public required double Spender { get; init; }

    public int Level { get; set; } = 1;

    public int Attempts { get; set; }

    public long Sequence { get; set; }
}
