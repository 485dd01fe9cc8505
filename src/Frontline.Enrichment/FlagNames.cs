using System.Collections.Concurrent;

namespace Frontline.Enrichment;

/// <summary>The names of <see cref="EventFlags"/> as the lake keeps them.</summary>
public static class FlagNames
{
    private static readonly (EventFlags Flag, string Name)[] Sorted =
    [
        .. new[]
        {
            (EventFlags.Coerced, "coerced"),
            (EventFlags.Trimmed, "trimmed"),
            (EventFlags.Normalised, "normalised"),
            (EventFlags.Respelled, "respelled"),
            (EventFlags.TimeTruncated, "time_truncated"),
            (EventFlags.Inexact, "inexact"),
            (EventFlags.Server, "server"),
            (EventFlags.UnknownPlatform, "unknown_platform"),
            (EventFlags.UnknownCountry, "unknown_country"),
            (EventFlags.UnknownLanguage, "unknown_language"),
            (EventFlags.OddAppVersion, "odd_app_version"),
            (EventFlags.WithdrawnCurrency, "withdrawn_currency"),
            (EventFlags.UnfitContext, "unfit_context"),
            (EventFlags.UnplannedEvent, "unplanned_event"),
            (EventFlags.UnplannedProperty, "unplanned_property"),
            (EventFlags.CountryFromAddress, "country_from_address"),
            (EventFlags.DeviceFromAgent, "device_from_agent"),
            (EventFlags.TestDevice, "test_device"),
            (EventFlags.Bot, "bot"),
            (EventFlags.AbsurdValue, "absurd_value"),
        }.OrderBy(entry => entry.Item2, StringComparer.Ordinal),
    ];

    // In practice a handful of combinations.
    private static readonly ConcurrentDictionary<EventFlags, IReadOnlyList<string>> Lists = new();

    /// <summary>The names of the flags that are set, sorted. Equal flags give the same list instance.</summary>
    public static IReadOnlyList<string> Of(EventFlags flags) =>
        flags == EventFlags.None ? [] : Lists.GetOrAdd(flags, static set => [.. Sorted.Where(entry => (set & entry.Flag) != 0).Select(entry => entry.Name)]);
}
