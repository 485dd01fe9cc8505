namespace Frontline.Enrichment;

/// <summary>What is odd about an event that was accepted all the same. The column <c>flags</c> holds the names; docs/specs/event.md explains them.</summary>
[Flags]
public enum EventFlags
{
    None = 0,

    /// <summary>A value was sent as another JSON type and converted without loss.</summary>
    Coerced = 1 << 0,

    /// <summary>White space around a text was removed.</summary>
    Trimmed = 1 << 1,

    /// <summary>A text was brought into Unicode normalisation form C.</summary>
    Normalised = 1 << 2,

    /// <summary>A platform, country, language or currency was written in another spelling or case.</summary>
    Respelled = 1 << 3,

    /// <summary>A time had digits below the microsecond.</summary>
    TimeTruncated = 1 << 4,

    /// <summary>A score or duration has more digits than a double keeps; it stays in <c>props</c> too.</summary>
    Inexact = 1 << 5,

    /// <summary>A server sent the event, not the player's device.</summary>
    Server = 1 << 6,

    UnknownPlatform = 1 << 7,

    UnknownCountry = 1 << 8,

    UnknownLanguage = 1 << 9,

    /// <summary>The app version does not begin with a number.</summary>
    OddAppVersion = 1 << 10,

    /// <summary>The currency is no longer legal tender.</summary>
    WithdrawnCurrency = 1 << 11,

    /// <summary>A context field did not fit its column and was kept in <c>extra</c> as sent.</summary>
    UnfitContext = 1 << 12,

    /// <summary>The game has a tracking plan, and neither it nor the platform knows an event of this name.</summary>
    UnplannedEvent = 1 << 13,

    /// <summary>The game has a tracking plan, and it does not name a prop of this event.</summary>
    UnplannedProperty = 1 << 14,

    /// <summary>The country was not sent, but looked up by the address that the batch came from.</summary>
    CountryFromAddress = 1 << 15,

    /// <summary>The device or the version of its system was not sent, but read from the user agent.</summary>
    DeviceFromAgent = 1 << 16,

    /// <summary>The game's file lists the player or the device as the studio's own.</summary>
    TestDevice = 1 << 17,

    /// <summary>A known crawler sent the event.</summary>
    Bot = 1 << 18,

    /// <summary>A value is of its type and cannot be meant.</summary>
    AbsurdValue = 1 << 19,
}
